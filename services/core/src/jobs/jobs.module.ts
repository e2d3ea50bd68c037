import { Module } from '@nestjs/common';
import { JobHandlers } from './job-handlers.service';
import { JobLeaseRepository } from './job-lease.repository';
import { JobProgress } from './job-progress.service';
import { JobRunner } from './job-runner.service';
import { JobRepository } from './job.repository';
import { JobConnectionResolver } from './job-connection.resolver';
import { JobResolver } from './job.resolver';
import { JobService } from './job.service';
import { JobUpkeep } from './job-upkeep.service';

@Module({
  providers: [
    JobRepository,
    JobLeaseRepository,
    JobHandlers,
    JobProgress,
    JobRunner,
    JobUpkeep,
    JobService,
    JobResolver,
    JobConnectionResolver,
  ],
  exports: [JobHandlers, JobRepository, JobService],
})
export class JobsModule {}
