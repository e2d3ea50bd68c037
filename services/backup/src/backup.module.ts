import { Module } from '@nestjs/common';
import { ArchiveDirectory } from './archives/archive-directory.file';
import { ArchiveMaker } from './archives/archive-maker.service';
import { ArchiveRepository } from './archives/archive.repository';
import { ArchiveRpc } from './archives/archive.rpc';
import { ArchiveService } from './archives/archive.service';
import { ArchiveUpload } from './archives/archive-upload.service';
import { PlatformPictures } from './dumps/platform-picture.service';
import { ArchiveChecks } from './restores/archive-checks.service';
import { RestoreRecords } from './restores/restore-records.service';
import { RestoreRepository } from './restores/restore.repository';
import { RestoreRpc } from './restores/restore.rpc';
import { RestoreService } from './restores/restore.service';

@Module({
  providers: [
    ...[ArchiveRepository, ArchiveDirectory, PlatformPictures, ArchiveMaker, ArchiveService, ArchiveUpload, ArchiveRpc],
    ...[RestoreRepository, RestoreRecords, ArchiveChecks, RestoreService, RestoreRpc],
  ],
})
export class BackupModule {}
