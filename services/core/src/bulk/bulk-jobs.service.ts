import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Scope, scopeOf } from '@vortex/kit';
import type { Job, JobStep } from '../jobs/job';
import type { JobHandler } from '../jobs/job-handler';
import { JobHandlers } from '../jobs/job-handlers.service';
import { fromJson } from '../jobs/job-json';
import type { UserFilter } from '../users/user-filter';
import { BulkChange } from './bulk-change.service';
import type { BulkOperation } from './bulk-operation';
import { BulkSet, type LockedChunk } from './bulk-set.service';
import { FieldChunk } from './field-chunk.service';
import { GroupChunk } from './group-chunk.service';
import { ResetChunk } from './reset-chunk.service';

/** What the job of a bulk operation was asked for. */
export interface BulkInput {
  readonly filter: UserFilter;
  readonly operation: BulkOperation;
}

/** Does bulk operations, a chunk at a time. */
@Injectable()
export class BulkJobs implements JobHandler, OnModuleInit {
  readonly kinds = ['EXTEND_USERS', 'RESET_USERS', 'MOVE_USERS', 'SET_USERS_ENABLED', 'DELETE_USERS'] as const;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly set: BulkSet,
    private readonly fields: FieldChunk,
    private readonly groups: GroupChunk,
    private readonly resets: ResetChunk,
    private readonly changes: BulkChange,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async step(job: Job): Promise<JobStep> {
    const { filter, operation } = fromJson<BulkInput>(job.input);
    const scope = scopeOf(job.call.caller);
    const chunk = await this.set.next(scope, filter, job);
    const { cursor, finished } = chunk;
    return { cursor, finished, ...(await this.work(scope, chunk, operation)) };
  }

  private async work(scope: Scope, chunk: LockedChunk, operation: BulkOperation) {
    switch (operation.kind) {
      case 'EXTEND_USERS':
      case 'SET_USERS_ENABLED':
        return this.fields.run(scope, chunk, operation);
      case 'MOVE_USERS':
        return this.groups.run(scope, chunk, operation);
      case 'RESET_USERS':
        return this.resets.run(scope, chunk);
      case 'DELETE_USERS': {
        const ids = chunk.users.map(({ id }) => id);
        return { done: await this.changes.delete(scope, ids, { action: 'core.user.delete' }) };
      }
    }
  }
}
