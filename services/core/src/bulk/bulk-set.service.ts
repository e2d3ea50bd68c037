import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import { chunkRows, type Job } from '../jobs/job';
import { LifecycleRepository } from '../lifecycle/lifecycle.repository';
import type { User, UserId } from '../users/user';
import type { UserFilter } from '../users/user-filter';
import { UserRepository } from '../users/user.repository';

/** Users of one chunk, locked, and where the next one begins. */
export interface LockedChunk {
  readonly users: readonly User[];
  readonly cursor: UserId | null;
  readonly finished: boolean;
}

/** The users a job is about, chunk by chunk in the order of their ids. Each comes once, whatever the job makes of it. */
@Injectable()
export class BulkSet {
  constructor(
    private readonly users: UserRepository,
    private readonly lifecycle: LifecycleRepository,
  ) {}

  async next(scope: Scope, filter: UserFilter, { cursor, createdAt }: Job): Promise<LockedChunk> {
    const ids = await this.users.idsOf(
      scope,
      asOf(filter, createdAt),
      chunkRows,
      (cursor as UserId | null) ?? undefined,
    );
    if (ids.length === 0) return { users: [], cursor: null, finished: true };
    return { users: await this.lock(scope, ids), cursor: ids.at(-1) ?? null, finished: ids.length < chunkRows };
  }

  /** Read in a statement of its own, so that the traffic is that of after the wait for the locks. */
  async lock(scope: Scope, ids: readonly UserId[]): Promise<User[]> {
    if (ids.length === 0) return [];
    await this.lifecycle.lock(ids);
    return this.users.findMany(scope, ids);
  }
}

/** Those there were when the job was asked for; whoever comes later was not meant. */
function asOf(filter: UserFilter, instant: Date): UserFilter {
  const end = new Date(instant.getTime() + 1);
  const before = filter.createdAt?.before;
  return { ...filter, createdAt: { ...filter.createdAt, before: before && before < end ? before : end } };
}
