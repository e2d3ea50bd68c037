import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type Scope } from '@vortex/kit';
import type { JobFailure, JobStep } from '../jobs/job';
import { BulkChange } from './bulk-change.service';
import { change, type FieldOperation, isRefusal } from './bulk-operation';
import type { LockedChunk } from './bulk-set.service';
import { recordOf, writeRecords } from './undo-record';
import type { User } from '../users/user';

type Outcome = Pick<JobStep, 'done' | 'failures' | 'undo'>;

/** Extends, enables and disables the users of a chunk. */
@Injectable()
export class FieldChunk {
  constructor(
    private readonly changes: BulkChange,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(scope: Scope, { users }: LockedChunk, operation: FieldOperation): Promise<Outcome> {
    const now = this.clock.now();
    const failures: JobFailure[] = [];
    const changing: { user: User; change: Partial<User> }[] = [];
    for (const user of users) {
      const outcome = change(operation, user, now);
      if (outcome && isRefusal(outcome)) failures.push({ item: user.username, ...outcome });
      else if (outcome) changing.push({ user, change: outcome });
    }
    const { kind: _, ...said } = operation;
    const next = await this.changes.store(scope, changing, { action: 'core.user.update', after: said });
    const records = next.map((after, n) => recordOf(changing[n]?.user ?? after, after));
    return { done: users.length - failures.length, failures, undo: writeRecords(records) };
  }
}
