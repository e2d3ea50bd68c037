import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import type { Job, JobKind } from '../jobs/job';
import { toJson } from '../jobs/job-json';
import { JobService } from '../jobs/job.service';
import { KnownReferences } from '../users/known-references.service';
import type { User } from '../users/user';
import type { UserFilter } from '../users/user-filter';
import { UserRepository } from '../users/user.repository';
import type { BulkInput } from './bulk-jobs.service';
import type { BulkOperation } from './bulk-operation';

/** What an operation is about: how many users, some of them, and the job unless it was only tried. */
export interface BulkOutcome {
  readonly matched: number;
  readonly sample: readonly User[];
  readonly job: Job | null;
}

const sampleSize = 10;
const undoForMs = 24 * 60 * 60_000;
/** What is gone is gone, and traffic has gone on since a reset. */
const undoable: ReadonlySet<JobKind> = new Set(['EXTEND_USERS', 'MOVE_USERS', 'SET_USERS_ENABLED']);

/** Changes all users a filter means. */
@Injectable()
export class BulkService {
  constructor(
    private readonly users: UserRepository,
    private readonly references: KnownReferences,
    private readonly jobs: JobService,
  ) {}

  /** @param dryRun answers what would be changed, and changes nothing */
  async run(scope: Scope, filter: UserFilter, operation: BulkOperation, dryRun: boolean): Promise<BulkOutcome> {
    if (operation.kind === 'MOVE_USERS') {
      const { set = [], add, remove } = operation;
      await this.references.check(scope, { groupIds: [...set, ...add, ...remove] });
    }
    const matched = await this.users.count(scope, filter);
    const sample = await this.users.findMany(scope, await this.users.idsOf(scope, filter, sampleSize));
    if (dryRun) return { matched, sample, job: null };
    const { kind } = operation;
    const input: BulkInput = { filter, operation };
    const undo = undoable.has(kind) ? { undoForMs } : {};
    return {
      matched,
      sample,
      job: await this.jobs.enqueue(scope, { kind, input: toJson(input), total: matched, ...undo }),
    };
  }
}
