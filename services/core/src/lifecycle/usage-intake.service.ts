import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { CLOCK, type Clock } from '@vortex/kit';
import type { UserId } from '../users/user';
import { CalendarZones } from '../tenants/calendar-zones.service';
import { UserRepository } from '../users/user.repository';
import { LifecycleRepository } from './lifecycle.repository';
import { UserChanges } from './user-changes.service';
import { type UsageItem, useTraffic } from './user-usage';

/** Takes in what users have used. */
@Injectable()
export class UsageIntake {
  constructor(
    private readonly db: Database,
    private readonly users: UserRepository,
    private readonly lifecycle: LifecycleRepository,
    private readonly changes: UserChanges,
    private readonly zones: CalendarZones,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Adds to each user's traffic, in the period the bytes flowed in, and limits who has used what it may, all in the
   * caller's transaction or in one of its own. Users that are gone are passed over. Told twice it counts twice: the
   * inbox of the event it comes with keeps it from that.
   */
  async apply(items: readonly UsageItem[]): Promise<void> {
    if (items.length === 0) return;
    const ofUser = groupByUser(items);
    const ids = [...ofUser.keys()];
    await this.db.run(async () => {
      const now = this.clock.now();
      await this.lifecycle.lock(ids);
      const users = await this.users.findMany({ platform: true }, ids);
      const zoneOf = await this.zones.of(users);
      const applied = users.map((before) => {
        const { user: after, ...rest } = useTraffic(before, ofUser.get(before.id) ?? [], zoneOf(before), now);
        return { before, after, ...rest };
      });
      await this.changes.store(applied, now);
      for (const { after: user, late } of applied) {
        for (const one of late) await this.lifecycle.addLate({ user, ...one });
      }
    });
  }
}

function groupByUser(items: readonly UsageItem[]): Map<UserId, UsageItem[]> {
  const groups = new Map<UserId, UsageItem[]>();
  for (const item of items) {
    const group = groups.get(item.userId);
    if (group) group.push(item);
    else groups.set(item.userId, [item]);
  }
  return groups;
}
