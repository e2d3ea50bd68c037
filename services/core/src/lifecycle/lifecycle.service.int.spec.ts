import { UsersChangedInBulk } from '@vortex/contracts/core';
import { Database } from '@vortex/database';
import { inProcess } from '@vortex/cache';
import { Audit, newId, type TenantId } from '@vortex/kit';
import { messagingMigrations, Outbox } from '@vortex/messaging';
import { FakeClock, freshDatabase, type FreshDatabase, silentLog } from '@vortex/testing';
import { join } from 'node:path';
import { givenUser } from '../../test/given-user';
import { CalendarZones } from '../tenants/calendar-zones.service';
import { KnownTenantRepository } from '../tenants/known-tenant.repository';
import { PrismaClient } from '../generated/prisma/client';
import { GroupMemberRepository } from '../groups/group-member.repository';
import type { User, UserId } from '../users/user';
import { UserRepository } from '../users/user.repository';
import { LiveFeed } from '../live/live-feed.service';
import { NotificationRepository } from '../notifications/notification.repository';
import { NotificationService } from '../notifications/notification.service';
import { LifecycleRepository } from './lifecycle.repository';
import { LifecycleService } from './lifecycle.service';
import { userDue } from './user-due.sql';
import { UsageIntake } from './usage-intake.service';
import { UserChanges } from './user-changes.service';
import { UserEvents } from './user-events.service';

const at = (text: string): Date => new Date(text);
const sources = [{ name: 'core', directory: join(__dirname, '../../prisma/migrations') }, messagingMigrations];

let fresh: FreshDatabase;
const databases: Database<PrismaClient>[] = [];
let clock: FakeClock;
let here: ReturnType<typeof replica>;

beforeAll(async () => {
  fresh = await freshDatabase(sources);
  clock = new FakeClock(at('2026-01-15T12:00:00Z'));
  here = replica();
});
afterAll(async () => {
  for (const database of databases) await database.close();
  await fresh.drop();
});
beforeEach(async () => {
  clock = new FakeClock(at('2026-01-15T12:00:00Z'));
  await here.db.sql.execute('DELETE FROM vpn_user');
  await here.db.sql.execute('DELETE FROM messaging.outbox');
});

/** The parts of one replica, on a pool of its own. */
function replica() {
  const db = new Database({ createClient: (adapter) => new PrismaClient({ adapter }), url: fresh.url, log: silentLog });
  databases.push(db);
  const time = { now: () => clock.now(), monotonic: () => clock.monotonic() };
  const outbox = new Outbox(db, 'core', { now: time.now });
  const users = new UserRepository(db);
  const repository = new LifecycleRepository(db);
  const events = new UserEvents(outbox, new GroupMemberRepository(db));
  const live = new LiveFeed(inProcess(time).fanOut, db, silentLog as never);
  const notifications = new NotificationService(new NotificationRepository(db), users, live, db, time);
  const audit = new Audit(outbox, 'core', time);
  const changes = new UserChanges(users, repository, events, audit, notifications, live);
  const zones = new CalendarZones(new KnownTenantRepository(db));
  const lifecycle = new LifecycleService(db, users, repository, changes, zones, time, silentLog as never);
  return {
    db,
    users,
    repository,
    changes,
    lifecycle,
    intake: new UsageIntake(db, users, repository, changes, zones, time),
  };
}

async function given(...users: User[]): Promise<User[]> {
  await here.db.run(() => here.users.insertMany(users));
  return users;
}
const stored = (id: UserId) => here.users.find({ platform: true }, id);
const goTo = (text: string) => clock.advance(at(text).getTime() - clock.now().getTime());

/** What the outbox holds for others to hear. */
async function told(): Promise<{ id: string; status: string; revision: bigint }[]> {
  const rows = await here.db.sql.query<{ payload: Buffer }>(
    'SELECT payload FROM messaging.outbox WHERE type = $1 ORDER BY sequence',
    [UsersChangedInBulk.$type],
  );
  return rows
    .flatMap(({ payload }) => UsersChangedInBulk.decode(payload).users)
    .map(({ userId: id, status, revision }) => ({ id, status, revision }));
}
async function audited(): Promise<number> {
  const type = 'vortex.auth.v1.AuditRecorded';
  const [row] = await here.db.sql.query<{ count: bigint }>(
    'SELECT count(*) AS count FROM messaging.outbox WHERE type = $1',
    [type],
  );
  return Number(row?.count);
}

describe('what is due', () => {
  it('happens to each user once, is told once with its revision, and is audited by tenant and reason', async () => {
    const tenantId = newId<'tenant'>();
    const [ending, other, reset] = await given(
      givenUser({ tenantId, expiresAt: at('2026-01-20T00:00:00Z') }),
      givenUser({ tenantId, expiresAt: at('2026-01-20T00:00:00Z') }),
      givenUser({
        tenantId,
        resetStrategy: 'DAY',
        usedBytes: 5n,
        lifetimeUsedBytes: 9n,
        limitBytes: 5n,
        status: 'LIMITED',
      }),
      givenUser({ tenantId }),
    );
    expect(await here.lifecycle.workOff()).toBe(0);
    goTo('2026-01-20T12:00:00Z');
    expect(await here.lifecycle.workOff()).toBe(3);
    expect(await here.lifecycle.workOff()).toBe(0);
    expect(await told()).toEqual(
      expect.arrayContaining([
        { id: ending?.id, status: 'USER_STATUS_EXPIRED', revision: 2n },
        { id: other?.id, status: 'USER_STATUS_EXPIRED', revision: 2n },
        { id: reset?.id, status: 'USER_STATUS_ACTIVE', revision: 2n },
      ]),
    );
    expect([(await told()).length, await audited()]).toEqual([3, 2]);
    expect(await stored(reset?.id as UserId)).toMatchObject({ usedBytes: 0n, lifetimeUsedBytes: 9n, status: 'ACTIVE' });
    expect(await here.repository.periods(reset?.id as UserId, 5)).toEqual([
      { startedAt: reset?.periodStartedAt, endedAt: at('2026-01-15T23:00:00Z'), usedBytes: 5n, limitBytes: 5n },
    ]);
  });

  it('is found by its index', async () => {
    const plan = await here.db.run(async () => {
      await here.db.sql.execute('SET LOCAL enable_seqscan = off');
      return here.db.sql.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT u.id FROM vpn_user u WHERE ${userDue} <= now() ORDER BY ${userDue} LIMIT 5 FOR UPDATE OF u SKIP LOCKED`,
      );
    });
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('vpn_user_due');
  });

  it('in tenants of many is told apart', async () => {
    const users = await given(...Array.from({ length: 7 }, () => givenUser({ expiresAt: at('2026-01-16T00:00:00Z') })));
    goTo('2026-01-17T00:00:00Z');
    await here.lifecycle.workOff();
    const rows = await here.db.sql.query<{ tenant_id: string }>(
      'SELECT tenant_id FROM messaging.outbox WHERE type = $1',
      [UsersChangedInBulk.$type],
    );
    expect(rows.map(({ tenant_id }) => tenant_id).sort()).toEqual(
      users.map(({ tenantId }) => tenantId as string).sort(),
    );
  });

  it('is done once by two replicas that race for it', async () => {
    const there = replica();
    const users = await given(
      ...Array.from({ length: 2_000 }, () => givenUser({ resetStrategy: 'DAY', usedBytes: 7n, lifetimeUsedBytes: 7n })),
    );
    goTo('2026-01-16T12:00:00Z');
    const [mine, theirs] = await Promise.all([here.lifecycle.workOff(), there.lifecycle.workOff()]);
    await here.lifecycle.workOff();
    expect(mine + theirs).toBeLessThanOrEqual(users.length);
    const events = await told();
    expect([events.length, new Set(events.map(({ id }) => id)).size]).toEqual([users.length, users.length]);
    const [sum] = await here.db.sql.query<{ periods: bigint; used: bigint }>(
      `SELECT count(*) AS periods, sum(used_bytes)::bigint AS used FROM usage_period`,
    );
    expect(sum).toEqual({ periods: 2_000n, used: 14_000n });
  });

  it.each(['store', 'audit'] as const)('is done again whole after it died in the middle (%s)', async (where) => {
    const [user] = await given(givenUser({ resetStrategy: 'DAY', usedBytes: 7n, lifetimeUsedBytes: 7n }));
    goTo('2026-01-16T12:00:00Z');
    const dying = replica();
    const died = Promise.reject<never>(new Error('killed'));
    died.catch(() => undefined);
    if (where === 'store') jest.spyOn(dying.repository, 'saveTraffic').mockReturnValueOnce(died);
    else jest.spyOn(Audit.prototype, 'record').mockReturnValueOnce(died);
    await expect(dying.lifecycle.workOff()).rejects.toThrow('killed');
    expect([await stored(user?.id as UserId), await told()]).toMatchObject([{ usedBytes: 7n, revision: 1n }, []]);
    expect(await here.repository.periods(user?.id as UserId, 5)).toEqual([]);
    await dying.lifecycle.workOff();
    expect((await told()).length).toBe(1);
    expect(await here.repository.periods(user?.id as UserId, 5)).toHaveLength(1);
  });

  it('over months away is caught up: nothing is skipped, nothing is doubled', async () => {
    const start = at('2026-01-31T08:00:00Z');
    const [user] = await given(
      givenUser({ resetStrategy: 'ROLLING_MONTH', periodStartedAt: start, usedBytes: 3n, lifetimeUsedBytes: 3n }),
    );
    goTo('2026-06-15T00:00:00Z');
    await here.lifecycle.workOff();
    expect(await stored(user?.id as UserId)).toMatchObject({
      revision: 2n,
      usedBytes: 0n,
      lifetimeUsedBytes: 3n,
      periodStartedAt: at('2026-05-31T07:00:00Z'),
      nextResetAt: at('2026-06-30T07:00:00Z'),
    });
    expect(await here.repository.periods(user?.id as UserId, 5)).toHaveLength(1);
  });

  it('in the past longer than anybody asks is forgotten', async () => {
    const [user] = await given(givenUser({ resetStrategy: 'DAY', usedBytes: 1n }));
    goTo('2026-01-16T12:00:00Z');
    await here.lifecycle.workOff();
    goTo('2027-02-01T00:00:00Z');
    await here.lifecycle.forgetOldPeriods();
    expect(await here.repository.periods(user?.id as UserId, 5)).toHaveLength(1);
    goTo('2027-03-01T00:00:00Z');
    await here.lifecycle.forgetOldPeriods();
    expect(await here.repository.periods(user?.id as UserId, 5)).toEqual([]);
  });
});

describe('traffic that is told', () => {
  const hour = (text: string, userId: UserId, chargedBytes: bigint) => ({ userId, hour: at(text), chargedBytes });

  it('is added to period and lifetime, and limits at once who has used what it may', async () => {
    const [one, two] = await given(givenUser({ limitBytes: 10n }), givenUser({ limitBytes: 10n }));
    const [a, b] = [one?.id as UserId, two?.id as UserId];
    clock.advance(10 * 60_000);
    await here.intake.apply([
      hour('2026-01-15T12:00:00Z', a, 4n),
      hour('2026-01-15T12:00:00Z', b, 6n),
      hour('2026-01-15T12:00:00Z', b, 6n),
    ]);
    expect(await stored(a)).toMatchObject({
      usedBytes: 4n,
      lifetimeUsedBytes: 4n,
      status: 'ACTIVE',
      firstConnectedAt: clock.now(),
      lastOnlineAt: clock.now(),
    });
    expect(await stored(b)).toMatchObject({ usedBytes: 12n, lifetimeUsedBytes: 12n, status: 'LIMITED' });
    expect(await told()).toEqual([{ id: b, status: 'USER_STATUS_LIMITED', revision: 2n }]);
  });

  it('of a user that is gone is passed over', async () => {
    await expect(here.intake.apply([hour('2026-01-15T12:00:00Z', newId(), 1n)])).resolves.toBeUndefined();
  });

  it('told late goes to the period it flowed in, on record or not', async () => {
    const [user] = await given(givenUser({ resetStrategy: 'DAY', usedBytes: 7n, lifetimeUsedBytes: 7n }));
    const id = user?.id as UserId;
    goTo('2026-01-17T12:00:00Z');
    await here.intake.apply([
      hour('2026-01-15T20:00:00Z', id, 2n),
      hour('2026-01-16T10:00:00Z', id, 3n),
      hour('2026-01-17T11:00:00Z', id, 4n),
    ]);
    expect(await stored(id)).toMatchObject({
      usedBytes: 4n,
      lifetimeUsedBytes: 16n,
      periodStartedAt: at('2026-01-16T23:00:00Z'),
    });
    const periods = await here.repository.periods(id, 5);
    expect(periods.map(({ startedAt, usedBytes }) => [startedAt.toISOString(), usedBytes])).toEqual([
      ['2026-01-15T23:00:00.000Z', 3n],
      ['2026-01-15T12:00:00.000Z', 9n],
    ]);
  });

  it('starts a hold with its first byte', async () => {
    const [user] = await given(givenUser({ status: 'ON_HOLD', hold: { validitySeconds: 86_400, until: null } }));
    clock.advance(30 * 60_000);
    await here.intake.apply([hour('2026-01-15T12:00:00Z', user?.id as UserId, 1n)]);
    const startedAt = at('2026-01-15T12:30:00Z');
    expect(await stored(user?.id as UserId)).toMatchObject({
      status: 'ACTIVE',
      hold: null,
      firstConnectedAt: startedAt,
      resetAnchor: startedAt,
      expiresAt: at('2026-01-16T12:30:00Z'),
      usedBytes: 1n,
    });
  });

  it('lets the next plan take over where it uses up the last one', async () => {
    const nextPlan = { limitBytes: 100n, durationSeconds: null, resetStrategy: 'NONE', carryOver: false } as const;
    const [user] = await given(givenUser({ limitBytes: 5n, nextPlan }));
    clock.advance(60_000);
    await here.intake.apply([hour('2026-01-15T12:00:00Z', user?.id as UserId, 6n)]);
    expect(await stored(user?.id as UserId)).toMatchObject({
      status: 'ACTIVE',
      limitBytes: 100n,
      usedBytes: 0n,
      lifetimeUsedBytes: 6n,
      nextPlan: null,
    });
  });

  it('at two replicas at once, and while periods end, is counted once each', async () => {
    const there = replica();
    const users = await given(...Array.from({ length: 50 }, () => givenUser({ resetStrategy: 'DAY' })));
    goTo('2026-01-16T12:00:00Z');
    const batch = () => users.map(({ id }) => hour('2026-01-16T11:00:00Z', id, 1n));
    await Promise.all([
      ...Array.from({ length: 10 }, (_, n) => (n % 2 ? here : there).intake.apply(n % 3 ? batch() : batch().reverse())),
      here.lifecycle.workOff(),
      there.lifecycle.workOff(),
    ]);
    const seen = await here.users.findMany(
      { platform: true },
      users.map(({ id }) => id),
    );
    expect(new Set(seen.map(({ usedBytes, lifetimeUsedBytes }) => `${usedBytes} ${lifetimeUsedBytes}`))).toEqual(
      new Set(['10 10']),
    );
  });

  it('that is told in a transaction that fails is not counted', async () => {
    const [user] = await given(givenUser());
    const failing = here.db.run(async () => {
      await here.intake.apply([hour('2026-01-15T12:00:00Z', user?.id as UserId, 1n)]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await stored(user?.id as UserId)).toMatchObject({ usedBytes: 0n });
  });
});

it('a thousand users’ traffic is taken in within a second', async () => {
  const tenantId: TenantId = newId();
  const users = await given(...Array.from({ length: 1_000 }, () => givenUser({ tenantId, limitBytes: 5n })));
  const started = performance.now();
  await here.intake.apply(users.map(({ id }, n) => ({ userId: id, hour: clock.now(), chargedBytes: BigInt(n % 10) })));
  expect(performance.now() - started).toBeLessThan(5_000);
  expect((await told()).length).toBe(500);
});
