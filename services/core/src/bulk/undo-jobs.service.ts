import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock, type Scope, scopeOf } from '@vortex/kit';
import type { Job, JobFailure, JobStep } from '../jobs/job';
import type { JobHandler } from '../jobs/job-handler';
import { JobHandlers } from '../jobs/job-handlers.service';
import { JobRepository } from '../jobs/job.repository';
import type { User } from '../users/user';
import { BulkChange } from './bulk-change.service';
import { BulkSet } from './bulk-set.service';
import { GroupChunk } from './group-chunk.service';
import { readRecords, restored, sameGroups, type UndoRecord } from './undo-record';

const last = 2 ** 31 - 1;

/** Restores what another job has replaced, chunk by chunk from its last one. */
@Injectable()
export class UndoJobs implements JobHandler, OnModuleInit {
  readonly kinds = ['UNDO'] as const;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly jobs: JobRepository,
    private readonly set: BulkSet,
    private readonly groups: GroupChunk,
    private readonly changes: BulkChange,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async step({ input, cursor, call }: Job): Promise<JobStep> {
    const { jobId } = input as { readonly jobId: string };
    const below = typeof cursor === 'number' ? cursor : last;
    const chunk = await this.jobs.undoRecord(jobId, below);
    if (!chunk) return { cursor: below, finished: true, done: 0 };
    const done = await this.restore(scopeOf(call.caller), readRecords(chunk.items));
    return { cursor: chunk.number, finished: false, ...done };
  }

  private async restore(scope: Scope, records: readonly UndoRecord[]): Promise<Pick<JobStep, 'done' | 'failures'>> {
    const ids = records.map(({ id }) => id);
    const users = new Map((await this.set.lock(scope, ids)).map((user) => [user.id, user]));
    const groups = await this.groups.groupsOf(scope, [...users.values()]);
    const now = this.clock.now();
    const failures: JobFailure[] = [];
    const restoring: { user: User; change: Partial<User>; record: UndoRecord }[] = [];
    for (const record of records) {
      const user = users.get(record.id);
      const change = user && restored(user, record, now);
      const { groupIds } = record.after;
      const inPlace = !groupIds || sameGroups(groupIds, groups.get(record.id) ?? []);
      if (user && change && inPlace) restoring.push({ user, change, record });
      else failures.push(user ? changedSince(user) : gone(record.id));
    }
    await this.groups.place(
      restoring.flatMap(({ user, record: { before } }) =>
        before.groupIds ? [{ user, groupIds: before.groupIds }] : [],
      ),
    );
    const steps = restoring.map(({ user, change, record: { before, after } }) => ({
      user,
      change,
      before: { groupIds: after.groupIds },
      after: { groupIds: before.groupIds },
    }));
    await this.changes.store(scope, steps, { action: 'core.user.update', after: { undone: true } });
    return { done: restoring.length, failures };
  }
}

function changedSince({ username }: User): JobFailure {
  return { item: username, code: 'changed_since', message: 'Somebody has changed it since; it stays as it is.' };
}

function gone(id: string): JobFailure {
  return { item: id, code: 'user_not_found', message: 'It has been deleted since.' };
}
