import { Module } from '@nestjs/common';
import { BackupConnectionResolver } from './backup-connection.resolver';
import { BackupDownloadController } from './backup-download.controller';
import { BackupLinks } from './backup-links.service';
import { BackupResolver } from './backup.resolver';
import { BackupService } from './backup.service';

@Module({
  controllers: [BackupDownloadController],
  providers: [BackupLinks, BackupService, BackupResolver, BackupConnectionResolver],
})
export class BackupModule {}
