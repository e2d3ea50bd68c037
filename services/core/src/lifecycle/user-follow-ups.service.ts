import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { type AccountId, Audit, CLOCK, type Clock, type TenantId } from '@vortex/kit';
import { nextResetAt } from '../calendar/reset-period';
import type { UserFollowUp } from '../follow-ups/user-follow-up';
import { UserFollowUpRepository } from '../follow-ups/user-follow-up.repository';
import { CalendarZones } from '../tenants/calendar-zones.service';
import { changed, type User } from '../users/user';
import { UserRepository } from '../users/user.repository';
import { UserEvents } from './user-events.service';

const chunk = 500;
const platform = { platform: true } as const;

interface Step {
  readonly changes: readonly { readonly user: User; readonly change: Partial<User> }[];
  readonly record: {
    readonly action: string;
    readonly before?: Readonly<Record<string, unknown>>;
    readonly after: Readonly<Record<string, unknown>>;
  };
}

/** Does to users what follows from what auth has told of their tenants and accounts, a chunk at a time, at any replica. */
@Injectable()
export class UserFollowUps {
  constructor(
    private readonly db: Database,
    private readonly followUps: UserFollowUpRepository,
    private readonly users: UserRepository,
    private readonly zones: CalendarZones,
    private readonly events: UserEvents,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async workOff(signal?: AbortSignal): Promise<void> {
    while (!signal?.aborted && (await this.next()));
  }

  /** Users of one chunk, what is told of them and how far it has come, or nothing of it. @returns false: nothing is left */
  private next(): Promise<boolean> {
    return this.db.run(async () => {
      const due = await this.followUps.lockNext();
      if (!due) return false;
      const ids = await this.idsOf(due);
      const users = await this.users.lockMany(platform, ids);
      await this.store(due.kind === 'rezone' ? await this.rezone(users) : release(users, due.subjectId));
      const last = ids.at(-1);
      if (last && ids.length === chunk) await this.followUps.advance(due, last);
      else await this.followUps.end(due);
      return true;
    });
  }

  private idsOf({ kind, subjectId, cursor }: UserFollowUp): Promise<User['id'][]> {
    const after = cursor as User['id'];
    if (kind === 'rezone') return this.users.idsOf({ tenantId: subjectId as TenantId }, {}, chunk, after);
    return this.users.idsOf(platform, { accountIds: [subjectId as AccountId] }, chunk, after);
  }

  /** A reset that is due already is passed over: it comes to them by itself, and then goes by the new zone. */
  private async rezone(users: readonly User[]): Promise<Step> {
    const now = this.clock.now();
    const zoneOf = await this.zones.of(users);
    const changes = users.flatMap((user) => {
      const { zone, resetStrategy, resetAnchor, nextResetAt: planned } = user;
      if (zone !== null || !planned || planned <= now) return [];
      const next = nextResetAt(resetStrategy, resetAnchor, zoneOf(user), now) ?? null;
      return next?.getTime() === planned.getTime() ? [] : [{ user, change: { nextResetAt: next } }];
    });
    const [first] = users;
    return {
      changes,
      record: { action: 'core.user.rezoned', after: { tenantZone: first && zoneOf({ ...first, zone: null }) } },
    };
  }

  private async store({ changes, record }: Step): Promise<void> {
    const [first] = changes;
    if (!first) return;
    const now = this.clock.now();
    const next = changes.map(({ user, change }) => changed(user, change, now));
    await this.users.saveMany(platform, next);
    await this.events.changedInBulk(next, 'bulk');
    const subject = { kind: 'user', ids: next.map(({ id }) => id) };
    await this.audit.record({ ...record, tenantId: first.user.tenantId, subject });
  }
}

/** An account owns users of its own tenant only, so one record tells of all. */
function release(users: readonly User[], accountId: string): Step {
  const owned = users.filter((user) => user.accountId === accountId);
  const changes = owned.map((user) => ({ user, change: { accountId: null } }));
  return { changes, record: { action: 'core.user.released', before: { accountId }, after: { accountId: null } } };
}
