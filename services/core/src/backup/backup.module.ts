import { Module } from '@nestjs/common';
import { BackupConnectionResolver } from './backup-connection.resolver';
import { BackupDownloadController } from './backup-download.controller';
import { BackupLinks } from './backup-links.service';
import { BackupResolver } from './backup.resolver';

@Module({
  controllers: [BackupDownloadController],
  providers: [BackupLinks, BackupResolver, BackupConnectionResolver],
})
export class BackupModule {}
