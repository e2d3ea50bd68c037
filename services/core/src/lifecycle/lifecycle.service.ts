import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, LOG, type Log } from '@vortex/kit';
import { CalendarZones } from '../tenants/calendar-zones.service';
import { UserRepository } from '../users/user.repository';
import { LifecycleRepository } from './lifecycle.repository';
import { upkeep } from './user-upkeep';
import { UserChanges } from './user-changes.service';

const chunk = 500;
/** How long what a user used in past periods is kept. */
const historyMs = 400 * 24 * 60 * 60_000;

/**
 * Does what is due to users by itself. Any number of replicas may do so at once, and needs no leader for it: each works on
 * rows it has locked, passes over those of others, and finds out under the lock whether there still is something to do.
 */
@Injectable()
export class LifecycleService {
  constructor(
    private readonly db: Database,
    private readonly users: UserRepository,
    private readonly lifecycle: LifecycleRepository,
    private readonly changes: UserChanges,
    private readonly zones: CalendarZones,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Works off all that is due. @returns to how many users something happened */
  async workOff(signal?: AbortSignal): Promise<number> {
    let all = 0;
    while (!signal?.aborted) {
      const { found, changed } = await this.next();
      all += changed;
      if (found > changed) this.log.error({ found, changed }, 'something is due to users to whom nothing can happen');
      if (found < chunk || changed === 0) return all;
    }
    return all;
  }

  /** Users of one chunk and all that becomes of them, or nothing of it. */
  private next(): Promise<{ found: number; changed: number }> {
    return this.db.run(async () => {
      const now = this.clock.now();
      const ids = await this.lifecycle.lockDue(now, chunk);
      if (ids.length === 0) return { found: 0, changed: 0 };
      const users = await this.users.findMany({ platform: true }, ids);
      const zoneOf = await this.zones.of(users);
      const outcomes = users
        .map((before) => {
          const { user: after, ...rest } = upkeep(before, zoneOf(before), now);
          return { before, after, ...rest };
        })
        .filter(({ reasons }) => reasons.length > 0);
      await this.changes.store(outcomes, now);
      return { found: ids.length, changed: outcomes.length };
    });
  }

  async forgetOldPeriods(): Promise<void> {
    await this.lifecycle.forgetPeriods(new Date(this.clock.now().getTime() - historyMs));
  }
}
