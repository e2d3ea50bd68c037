import { Module } from '@nestjs/common';
import { BackupConnectionResolver } from './backup-connection.resolver';
import { BackupDownloadController } from './backup-download.controller';
import { BackupLinks } from './backup-links.service';
import { BackupUploadController } from './backup-upload.controller';
import { BackupResolver } from './backup.resolver';
import { BackupService } from './backup.service';
import { BackupFindingsResolver, RestoreResolver } from './restore.resolver';
import { RestoreService } from './restore.service';

@Module({
  controllers: [BackupDownloadController, BackupUploadController],
  providers: [
    ...[BackupLinks, BackupService, BackupResolver, BackupConnectionResolver],
    ...[RestoreService, RestoreResolver, BackupFindingsResolver],
  ],
})
export class BackupModule {}
