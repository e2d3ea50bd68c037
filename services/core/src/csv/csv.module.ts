import { Module } from '@nestjs/common';
import { BulkModule } from '../bulk/bulk.module';
import { JobsModule } from '../jobs/jobs.module';
import { UsersModule } from '../users/users.module';
import { CsvExport } from './csv-export.service';
import { CsvImport } from './csv-import.service';
import { CsvUploadRepository } from './csv-upload.repository';
import { CsvResolver } from './csv.resolver';
import { FilesController } from './files.controller';
import { ImportJobs } from './import-jobs.service';

@Module({
  imports: [BulkModule, JobsModule, UsersModule],
  controllers: [FilesController],
  providers: [CsvUploadRepository, CsvExport, CsvImport, ImportJobs, CsvResolver],
})
export class CsvModule {}
