import type { Database } from '@vortex/database';
import { newId, type Scope, type TenantId } from '@vortex/kit';
import { coreDatabase } from '../../test/core-database';
import { aUser } from '../../test/user-factory';
import type { PrismaClient } from '../generated/prisma/client';
import { encodeCursor } from '../paging/cursor';
import { pageOf } from '../paging/page';
import { orderName } from '../paging/sort-key';
import { changed, type User } from './user';
import type { UserFilter } from './user-filter';
import { sortedBy, type UserSort } from './user-sort';
import { UserPageRepository } from './user-page.repository';
import { UserRepository } from './user.repository';

let db: Database<PrismaClient>;
let close: () => Promise<void>;
let users: UserRepository;

beforeAll(async () => {
  ({ db, close } = await coreDatabase());
  users = new UserRepository(db);
});
afterAll(() => close());

const now = new Date('2026-11-21T12:00:00Z');
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
const stored = async <const Users extends readonly User[]>(...given: Users): Promise<Users> => {
  await users.insertMany(given);
  return given;
};
const names = async (scope: Scope, filter: UserFilter = {}, sort: readonly UserSort[] = []) => {
  const found = await users.page(scope, filter, pageOf({}, sortedBy(sort)));
  return found.map(({ row }) => row.username);
};

describe('a stored user', () => {
  it('is what was stored', async () => {
    const full = aUser({
      accountId: newId(),
      username: 'Анна Ωμέγα 張偉 🦊',
      status: 'ON_HOLD',
      hold: { validitySeconds: 86_400, until: hours(5) },
      limitBytes: 2n ** 63n - 1n,
      resetStrategy: 'ROLLING_MONTH',
      zone: 'Asia/Tehran',
      nextResetAt: hours(9),
      deviceLimit: 3,
      addressLimit: 2,
      speedLimitUpBps: 1_000n,
      speedLimitDownBps: 2_000n,
      note: 'quotes " and \\ backslashes {braces}',
      tags: ['vip', 'a,b', '{"x"}'],
      email: 'ann@example.org',
      telegramId: '123',
      nextPlan: { limitBytes: 2n ** 60n, durationSeconds: 60, resetStrategy: 'DAY', carryOver: true },
    });
    await stored(full);
    expect(await users.find({ tenantId: full.tenantId }, full.id)).toEqual(full);
  });

  it('is saved as its next revision only', async () => {
    const [user] = await stored(aUser());
    const scope = { tenantId: user.tenantId };
    const next = changed(user, { note: 'hello', nextPlan: null }, hours(1));
    expect(await users.saveMany(scope, [next])).toEqual(new Set([user.id]));
    expect(await users.find(scope, user.id)).toEqual(next);
    expect(await users.saveMany(scope, [next])).toEqual(new Set());
  });

  it('loses what was used in a period that is over, and keeps what came since', async () => {
    const [user] = await stored(aUser({ usedBytes: 50n, lifetimeUsedBytes: 90n }));
    const scope = { tenantId: user.tenantId };
    await users.deductTraffic(scope, [{ id: user.id, usedBytes: 40n }]);
    expect(await users.find(scope, user.id)).toMatchObject({ usedBytes: 10n, lifetimeUsedBytes: 90n });
  });
});

describe('a name', () => {
  it('belongs to one user of a tenant, however it is written', async () => {
    const tenantId: TenantId = newId();
    const [first] = await stored(aUser({ tenantId, username: 'Straße Ann' }));
    const twin = aUser({ tenantId, username: 'ＳＴＲＡßＥ  ann' });
    const other = aUser({ username: 'Straße Ann' });
    const fresh = aUser({ tenantId });
    expect(await users.insertMany([twin, other, fresh])).toEqual(new Set([other.id, fresh.id]));
    const renamed = users.saveMany({ tenantId }, [changed(fresh, { username: first.username }, now)]);
    await expect(renamed).rejects.toMatchObject({ code: 'username_taken', kind: 'conflict' });
  });

  it('is given once, however many ask at once', async () => {
    const tenantId: TenantId = newId();
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => users.insertMany([aUser({ tenantId, username: 'bob' })])),
    );
    expect(asked.filter(({ size }) => size === 1)).toHaveLength(1);
    expect(await users.count({ tenantId }, {})).toBe(1);
  });
});

describe('filters', () => {
  const tenantId: TenantId = newId();
  const scope = { tenantId };
  const accountId = newId<'account'>();
  const of = (fields: Partial<User>) => aUser({ tenantId, createdAt: now, ...fields });

  beforeAll(async () => {
    await stored(
      of({ username: 'ann', limitBytes: 100n, usedBytes: 70n, expiresAt: hours(1), tags: ['vip', 'eu'] }),
      of({ username: 'bob', status: 'DISABLED', note: 'Пишет в Telegram, любит 100%_sure', accountId }),
      of({ username: 'cai', usedBytes: 5n, expiresAt: hours(3), telegramId: '4711', resetStrategy: 'MONTH' }),
      of({ username: '張偉', email: 'zhang@example.org', createdAt: hours(-5), tags: ['eu'] }),
    );
    await db.sql.execute('UPDATE user_traffic SET last_online_at = $1 WHERE tenant_id = $2 AND used_bytes = 5', [
      hours(-1),
      tenantId,
    ]);
  });

  it.each<[string, UserFilter, string[]]>([
    ['status', { statuses: ['DISABLED', 'EXPIRED'] }, ['bob']],
    ['nobody', { statuses: [] }, []],
    ['account', { accountIds: [accountId] }, ['bob']],
    ['all of the tags', { tags: ['eu', 'vip'] }, ['ann']],
    ['one tag', { tags: ['eu'] }, ['ann', '張偉']],
    ['no limit', { unlimited: true }, ['bob', 'cai', '張偉']],
    ['used traffic', { usedBytes: { min: 5n, max: 69n } }, ['cai']],
    ['limit', { limitBytes: { min: 100n } }, ['ann']],
    ['end', { expiresAt: { from: hours(1), before: hours(3) } }, ['ann']],
    ['no end', { neverExpires: true }, ['bob', '張偉']],
    ['an end', { neverExpires: false }, ['ann', 'cai']],
    ['creation', { createdAt: { before: now } }, ['張偉']],
    ['last seen', { lastOnlineAt: { from: hours(-2) } }, ['cai']],
    ['never seen', { neverOnline: true }, ['ann', 'bob', '張偉']],
    ['reset', { resetStrategies: ['MONTH'] }, ['cai']],
    ['name', { usernames: ['ANN', 'ｂｏｂ', 'nobody'] }, ['ann', 'bob']],
    ['two at once', { tags: ['eu'], unlimited: true }, ['張偉']],
  ])('by %s', async (_, filter, expected) => {
    expect(await names(scope, filter, [{ field: 'USERNAME', direction: 'ASC' }])).toEqual(expected);
    expect(await users.count(scope, filter)).toBe(expected.length);
    expect(await users.idsOf(scope, filter, 10)).toHaveLength(expected.length);
  });

  it.each([
    ['NN', []],
    ['an', ['ann']],
    ['ann', ['ann']],
    ['偉', ['張偉']],
    ['ПИШЕТ tele', ['bob']],
    ['elegra', ['bob']],
    ['100%_s', ['bob']],
    ['%', []],
    ['%_', []],
    ['_____', []],
    ['zhang@ex', ['張偉']],
    ['47', ['cai']],
    ['711', ['cai']],
    ['ann bob', []],
    ['  ', ['ann', 'bob', 'cai', '張偉']],
  ])('finds by "%s"', async (search, expected) => {
    const byName: UserSort[] = [{ field: 'USERNAME', direction: 'ASC' }];
    expect(await names(scope, { search }, byName)).toEqual(expected);
    // As where many are found.
    const found = await new UserPageRepository(db, 0).page(scope, { search }, pageOf({}, sortedBy(byName)));
    expect(found.map(({ row }) => row.username)).toEqual(expected);
  });
});

describe('a list', () => {
  const tenantId: TenantId = newId();
  const scope = { tenantId };

  beforeAll(() =>
    stored(
      ...Array.from({ length: 23 }, (_, n) =>
        aUser({
          tenantId,
          username: `u${String(n).padStart(2, '0')}`,
          createdAt: hours(n % 5),
          usedBytes: BigInt(n % 3),
          limitBytes: n % 2 ? null : BigInt(n),
          expiresAt: n % 4 === 0 ? null : hours(n % 7),
          status: n % 3 === 0 ? 'LIMITED' : 'ACTIVE',
        }),
      ),
    ),
  );

  it.each<[UserSort[]]>([
    [[]],
    [[{ field: 'USERNAME', direction: 'DESC' }]],
    [[{ field: 'CREATED_AT', direction: 'ASC' }]],
    [[{ field: 'EXPIRES_AT', direction: 'ASC' }]],
    [[{ field: 'EXPIRES_AT', direction: 'DESC' }]],
    [[{ field: 'USED_BYTES', direction: 'DESC' }]],
    [[{ field: 'LIMIT_BYTES', direction: 'ASC' }]],
    [[{ field: 'LAST_ONLINE_AT', direction: 'DESC' }]],
    [
      [
        { field: 'STATUS', direction: 'ASC' },
        { field: 'USED_BYTES', direction: 'DESC' },
        { field: 'EXPIRES_AT', direction: 'ASC' },
      ],
    ],
    [
      [
        { field: 'STATUS', direction: 'DESC' },
        { field: 'USED_BYTES', direction: 'ASC' },
      ],
    ],
  ])('sorted by %j has each user once, from either end', async (sort) => {
    const terms = sortedBy(sort);
    const walk = async (backward: boolean, groups = false) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      for (;;) {
        const page = pageOf(backward ? { last: 5, before: cursor } : { first: 5, after: cursor }, terms);
        const found = (await users.page(scope, {}, page, { columns: ['id', 'username'], groups })).slice(0, 5);
        seen.push(...found.map(({ row }) => row.username));
        const end = found.at(-1);
        if (!end) return seen;
        cursor = encodeCursor(orderName(terms), end.keys);
      }
    };
    const forward = await walk(false);
    expect(new Set(forward).size).toBe(23);
    expect(forward).toHaveLength(23);
    expect((await walk(true)).reverse()).toEqual(forward);
    expect(await walk(false, true)).toEqual(forward);
    expect((await walk(true, true)).reverse()).toEqual(forward);
  });

  it('puts those that never expire at the end', async () => {
    const order = await names(scope, {}, [{ field: 'EXPIRES_AT', direction: 'ASC' }]);
    const never = order.slice(-6);
    expect(never.every((name) => Number(name.slice(1)) % 4 === 0)).toBe(true);
  });
});

describe('what a scope does not hold', () => {
  const accountId = newId<'account'>();
  const user = aUser({ accountId, username: 'secret' });
  const foreign: [string, Scope][] = [
    ['another tenant', { tenantId: newId() }],
    ['another customer', { tenantId: user.tenantId, ownedBy: newId() }],
  ];
  beforeAll(() => stored(user));

  it.each(foreign)('is not there for %s', async (_, scope) => {
    await expect(users.find(scope, user.id)).rejects.toMatchObject({ kind: 'not_found' });
    await db.run(async () => expect(await users.lockMany(scope, [user.id])).toEqual([]));
    expect(await users.findMany(scope, [user.id])).toEqual([]);
    for (const filter of [{}, { ids: [user.id] }, { search: 'secret' }, { accountIds: [accountId] }]) {
      expect(await names(scope, filter)).toEqual([]);
      expect(await users.count(scope, filter)).toBe(0);
      expect(await users.idsOf(scope, filter, 10)).toEqual([]);
    }
    expect(await users.saveMany(scope, [changed(user, { note: 'x' }, now)])).toEqual(new Set());
    await users.deductTraffic(scope, [{ id: user.id, usedBytes: 1n }]);
    await db.run(async () => expect(await users.deleteMany(scope, [user.id])).toEqual([]));
    expect(await users.find({ platform: true }, user.id)).toEqual(user);
  });

  it('is there for its own', async () => {
    expect(await names({ tenantId: user.tenantId, ownedBy: accountId })).toEqual(['secret']);
    expect(await names({ tenantId: user.tenantId })).toEqual(['secret']);
  });
});

it('a deleted user takes all that hangs on it along', async () => {
  const [user] = await stored(aUser());
  await db.run(() => users.deleteMany({ platform: true }, [user.id]));
  expect(await db.sql.query('SELECT FROM user_traffic WHERE user_id = $1', [user.id])).toEqual([]);
});
