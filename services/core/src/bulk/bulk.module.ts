import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module';
import { LifecycleModule } from '../lifecycle/lifecycle.module';
import { UsersModule } from '../users/users.module';
import { BulkChange } from './bulk-change.service';
import { BulkCreation } from './bulk-creation.service';
import { BulkJobs } from './bulk-jobs.service';
import { BulkSet } from './bulk-set.service';
import { BulkResolver } from './bulk.resolver';
import { BulkService } from './bulk.service';
import { CreationJobs } from './creation-jobs.service';
import { FieldChunk } from './field-chunk.service';
import { GroupChunk } from './group-chunk.service';
import { ResetChunk } from './reset-chunk.service';
import { UndoJobs } from './undo-jobs.service';
import { UndoService } from './undo.service';

const chunks = [BulkSet, BulkChange, FieldChunk, GroupChunk, ResetChunk];
const jobs = [BulkJobs, CreationJobs, UndoJobs];

@Module({
  imports: [JobsModule, LifecycleModule, UsersModule],
  providers: [...chunks, ...jobs, BulkService, BulkCreation, UndoService, BulkResolver],
  exports: [BulkChange],
})
export class BulkModule {}
