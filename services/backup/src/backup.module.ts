import { Module } from '@nestjs/common';
import { ArchiveDirectory } from './archives/archive-directory.file';
import { ArchiveMaker } from './archives/archive-maker.service';
import { ArchiveRepository } from './archives/archive.repository';
import { ArchiveRpc } from './archives/archive.rpc';
import { ArchiveService } from './archives/archive.service';
import { PlatformPictures } from './dumps/platform-picture.service';

@Module({
  providers: [ArchiveRepository, ArchiveDirectory, PlatformPictures, ArchiveMaker, ArchiveService, ArchiveRpc],
})
export class BackupModule {}
