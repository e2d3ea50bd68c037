import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type Scope } from '@vortex/kit';
import type { JobStep } from '../jobs/job';
import { LifecycleRepository } from '../lifecycle/lifecycle.repository';
import { trafficReset } from '../users/user-status';
import { UserRepository } from '../users/user.repository';
import { BulkChange } from './bulk-change.service';
import type { LockedChunk } from './bulk-set.service';

/** Lets the traffic of a chunk's users start again from nothing. What they had used is kept with past periods. */
@Injectable()
export class ResetChunk {
  constructor(
    private readonly users: UserRepository,
    private readonly lifecycle: LifecycleRepository,
    private readonly changes: BulkChange,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(scope: Scope, { users }: LockedChunk): Promise<Pick<JobStep, 'done'>> {
    const endedAt = this.clock.now();
    const used = users.filter(({ usedBytes }) => usedBytes > 0n);
    await this.users.deductTraffic(scope, used);
    await this.lifecycle.addPeriods(
      used.map((user) => {
        const { periodStartedAt: startedAt, usedBytes, limitBytes } = user;
        return { user, period: { startedAt, endedAt, usedBytes, limitBytes } };
      }),
    );
    const changing = users.map((user) => ({
      user,
      change: trafficReset(user, endedAt),
      before: { usedBytes: user.usedBytes },
      after: { usedBytes: 0n },
    }));
    await this.changes.store(scope, changing, { action: 'core.user.update' });
    return { done: users.length };
  }
}
