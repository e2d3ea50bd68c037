import { Module } from '@nestjs/common';
import { ArchiveRepository } from './archives/archive.repository';
import { ArchiveService } from './archives/archive.service';
import { ArchiveRpc } from './archives/archive.rpc';

@Module({ providers: [ArchiveRepository, ArchiveService, ArchiveRpc] })
export class BackupModule {}
