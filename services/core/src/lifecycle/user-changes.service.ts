import { Injectable } from '@nestjs/common';
import { Audit } from '@vortex/kit';
import { changed, type User } from '../users/user';
import { UserEvents } from './user-events.service';
import { UserRepository } from '../users/user.repository';
import { LiveFeed } from '../live/live-feed.service';
import { trafficOf, userTrafficTopic } from '../live/user-traffic';
import type { NotificationKind } from '../notifications/notification';
import { NotificationService } from '../notifications/notification.service';
import { LifecycleRepository } from './lifecycle.repository';
import type { ClosedPeriod, UpkeepReason } from './user-upkeep';

/** What has become of one user the caller has locked. */
export interface UserOutcome {
  readonly before: User;
  /** Still at its old revision. */
  readonly after: User;
  readonly closed: readonly ClosedPeriod[];
  readonly reasons: readonly UpkeepReason[];
}

const platform = { platform: true } as const;

/** How each of them is called where people hear of it. */
const kindOf: Readonly<Record<UpkeepReason, NotificationKind>> = {
  started: 'started',
  reset: 'reset',
  expired: 'expired',
  limited: 'limited',
  renewed: 'plan_changed',
};

/** Stores what time and traffic make of users, and tells it. */
@Injectable()
export class UserChanges {
  constructor(
    private readonly users: UserRepository,
    private readonly lifecycle: LifecycleRepository,
    private readonly events: UserEvents,
    private readonly audit: Audit,
    private readonly notifications: NotificationService,
    private readonly live: LiveFeed,
  ) {}

  /** Inside the transaction that holds their locks. */
  async store(outcomes: readonly UserOutcome[], now: Date): Promise<void> {
    const told = outcomes.filter(({ reasons }) => reasons.length > 0);
    const next = told.map(({ after }) => changed(after, {}, now));
    const noted = outcomes.filter(({ reasons, before, after }) => reasons.length === 0 && isNoted(before, after));
    const saved = [...next, ...noted.map(({ after }) => changed(after, {}, now))];
    if (saved.length > 0) await this.users.saveMany(platform, saved);
    await this.lifecycle.addPeriods(
      outcomes.flatMap(({ after: user, closed }) => closed.map((period) => ({ user, period }))),
    );
    await this.lifecycle.saveTraffic(outcomes.filter(isTraffic).map(({ after }) => after));
    // Somebody whose time is over is cut off by this, so it does not wait behind an import.
    if (next.length > 0) await this.events.changedInBulk(next, 'interactive');
    await this.record(told);
    await this.notifications.record(
      told.flatMap(({ after: { id: userId, tenantId }, reasons }) =>
        [...new Set(reasons)].map((reason) => ({ userId, tenantId, kind: kindOf[reason] })),
      ),
    );
    for (const { after } of outcomes.filter(isTraffic)) this.live.tell(userTrafficTopic, after.id, trafficOf(after));
  }

  /** One entry a tenant and reason: who was reset, limited, expired. */
  private async record(told: readonly UserOutcome[]): Promise<void> {
    const groups = new Map<string, { reason: UpkeepReason; users: User[] }>();
    for (const { after, reasons } of told) {
      for (const reason of new Set(reasons)) {
        const key = `${after.tenantId} ${reason}`;
        const group = groups.get(key) ?? { reason, users: [] };
        group.users.push(after);
        groups.set(key, group);
      }
    }
    for (const { reason, users } of groups.values()) {
      const [first] = users;
      const name = users.length === 1 ? first?.username : undefined;
      const subject = { kind: 'user', ids: users.map(({ id }) => id), name };
      await this.audit.record({ action: `core.user.${reason}`, tenantId: first?.tenantId, subject });
    }
  }
}

/** Worth a row, and no news to anybody. */
function isNoted(before: User, after: User): boolean {
  return before.firstConnectedAt?.getTime() !== after.firstConnectedAt?.getTime();
}

function isTraffic({ before, after }: UserOutcome): boolean {
  return (
    before.usedBytes !== after.usedBytes ||
    before.lifetimeUsedBytes !== after.lifetimeUsedBytes ||
    before.lastOnlineAt?.getTime() !== after.lastOnlineAt?.getTime()
  );
}
