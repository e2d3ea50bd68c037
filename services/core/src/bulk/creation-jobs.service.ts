import { Injectable, type OnModuleInit } from '@nestjs/common';
import { chunkRows, type Job, type JobFailure, type JobStep } from '../jobs/job';
import type { JobHandler } from '../jobs/job-handler';
import { JobHandlers } from '../jobs/job-handlers.service';
import { fromJson } from '../jobs/job-json';
import { UserCreation } from '../users/user-creation.service';
import type { UserDraft } from '../users/user-input';
import { tooMany } from '../users/too-many-users';
import { BulkChange } from './bulk-change.service';
import { nameOf } from './name-pattern';

/** Users to be made by a pattern. */
export interface CreationInput {
  readonly pattern: string;
  readonly first: number;
  readonly count: number;
  /** What all of them are, but for their names. */
  readonly template: Omit<UserDraft, 'username'>;
}

/** Makes many users alike, a chunk at a time. */
@Injectable()
export class CreationJobs implements JobHandler, OnModuleInit {
  readonly kinds = ['CREATE_USERS'] as const;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly creation: UserCreation,
    private readonly changes: BulkChange,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async step({ tenantId, input, cursor }: Job): Promise<JobStep> {
    const { pattern, first, count, template } = fromJson<CreationInput>(input);
    const from = typeof cursor === 'number' ? cursor : 0;
    const to = Math.min(from + chunkRows, count);
    const drafts = Array.from({ length: to - from }, (_, n) => ({
      ...template,
      username: nameOf(pattern, first + from + n),
    }));
    const { users, taken, refused, full } = await this.creation.createMany(tenantId, drafts);
    await this.changes.created(users, { action: 'core.user.create', after: { pattern, ...template } });
    const failures: JobFailure[] = taken.map((n) => ({
      item: drafts[n]?.username ?? '',
      path: 'username',
      code: 'username_taken',
      message: 'Another user has this name.',
    }));
    failures.push(...refused.map((n) => tooMany(drafts[n]?.username ?? '', full)));
    return { cursor: to, finished: to >= count, done: users.length, failures };
  }
}
