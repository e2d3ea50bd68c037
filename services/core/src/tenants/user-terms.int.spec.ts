import { Database } from '@vortex/database';
import { AuditRecorded } from '@vortex/contracts/auth';
import { UsersChangedInBulk } from '@vortex/contracts/core';
import { type AccountCaller, type AccountId, newId, runInCall, scopeOf, type TenantId } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { eventually, type ServiceHarness, startService } from '@vortex/testing';
import { AccountService } from '../accounts/account.service';
import { BulkCreation } from '../bulk/bulk-creation.service';
import { nextResetAt } from '../calendar/reset-period';
import { JobService } from '../jobs/job.service';
import { LifecycleService } from '../lifecycle/lifecycle.service';
import { UsageIntake } from '../lifecycle/usage-intake.service';
import { UserFollowUps } from '../lifecycle/user-follow-ups.service';
import { core } from '../service';
import { givenUser } from '../../test/given-user';
import type { User } from '../users/user';
import { UserCreation } from '../users/user-creation.service';
import { UserRegistry } from '../users/user-registry.service';
import { UserRepository } from '../users/user.repository';
import { UserService } from '../users/user.service';
import type { KnownTenant } from './known-tenant';
import { KnownTenantService } from './known-tenant.service';

let harness: ServiceHarness<never>;
let users: UserRepository;
let tenants: KnownTenantService;
let registry: UserRegistry;

beforeAll(async () => {
  harness = await startService<never>(core);
  users = harness.get(UserRepository);
  tenants = harness.get(KnownTenantService);
  registry = harness.get(UserRegistry);
});
afterAll(() => harness.stop());

let names = 0;
const name = (): string => `user-${(names += 1)}`;
async function given(fields: Partial<KnownTenant> = {}): Promise<KnownTenant & { id: TenantId }> {
  const terms = { zone: 'Asia/Tehran', suspended: false, mostUsers: null, revision: 1n };
  const tenant = { id: newId<'tenant'>(), slug: name(), name: 'Reseller', ...terms, ...fields };
  await tenants.learn(tenant);
  return tenant as KnownTenant & { id: TenantId };
}
const scope = ({ id: tenantId }: { id: TenantId }) => ({ tenantId });
const platform = { platform: true } as const;
const all = (tenant: { id: TenantId }) => users.idsOf(scope(tenant), {}, 100_000);
const midnight = (zone: string): Date | undefined => nextResetAt('DAY', new Date(), zone, new Date());
const followedUp = async (): Promise<void> => {
  await harness.get(UserFollowUps).workOff();
};

describe('the calendar of a user without a zone', () => {
  it('is its tenant’s, whatever the rule is applied for; its own goes before that', async () => {
    const tenant = await given({ zone: 'Asia/Tehran' });
    const made = await registry.create(scope(tenant), { username: name(), resetStrategy: 'DAY' });
    const own = await registry.create(scope(tenant), { username: name(), resetStrategy: 'DAY', zone: 'Asia/Tokyo' });
    expect([made.nextResetAt, own.nextResetAt]).toEqual([midnight('Asia/Tehran'), midnight('Asia/Tokyo')]);
    const plain = await registry.create(scope(tenant), { username: name() });
    const updated = await harness.get(UserService).update(scope(tenant), plain.id, { resetStrategy: 'DAY' });
    expect(updated.nextResetAt).toEqual(midnight('Asia/Tehran'));
    const unheard = await registry.create({ tenantId: newId() }, { username: name(), resetStrategy: 'DAY' });
    expect(unheard.nextResetAt).toEqual(midnight('UTC'));
  });

  it('is its tenant’s for resets and traffic, with one statement for tenants of many', async () => {
    const [one, other] = [await given({ zone: 'Asia/Tehran' }), await given({ zone: 'America/New_York' })];
    const past = { resetStrategy: 'DAY', periodStartedAt: new Date('2026-01-15T12:00:00Z'), usedBytes: 1n } as const;
    const made = [one, other].flatMap(({ id: tenantId }) =>
      [1, 2].map(() => ({ ...givenUser({ ...past, tenantId }), zone: null })),
    );
    await harness.get(Database).run(() => users.insertMany(made));
    await harness
      .get(UsageIntake)
      .apply(made.slice(0, 1).map(({ id: userId }) => ({ userId, hour: new Date(), chargedBytes: 1n })));
    await harness.get(LifecycleService).workOff();
    const after = await users.findMany(
      platform,
      made.map(({ id }) => id),
    );
    const zones = new Map(after.map(({ tenantId, nextResetAt: at }) => [tenantId, at]));
    expect(new Set(after.map(({ nextResetAt: at }) => at?.getTime())).size).toBe(2);
    expect([zones.get(one.id), zones.get(other.id)]).toEqual([midnight('Asia/Tehran'), midnight('America/New_York')]);
  });

  it('moves with its tenant’s, in chunks, told and recorded; nobody else’s does', async () => {
    const [tenant, other] = [await given({ zone: 'UTC' }), await given({ zone: 'UTC' })];
    const at = (zone: string | null) => ({
      zone,
      nextResetAt: nextResetAt('DAY', new Date(), zone ?? 'UTC', new Date()) ?? null,
    });
    const make = (count: number, { id: tenantId }: { id: TenantId }, zone: string | null): User[] =>
      Array.from({ length: count }, () => ({ ...givenUser({ tenantId, resetStrategy: 'DAY' }), ...at(zone) }));
    const [moving, own, theirs] = [make(1_100, tenant, null), make(3, tenant, 'Asia/Tokyo'), make(2, other, null)];
    await harness.get(Database).run(() => users.insertMany([...moving, ...own, ...theirs]));
    const add = jest.spyOn(Outbox.prototype, 'add');
    await tenants.learn({ ...tenant, zone: 'Asia/Tehran', revision: 2n });
    await eventually(async () => {
      await followedUp();
      const found = await users.findMany(
        platform,
        moving.map(({ id }) => id),
      );
      expect(new Set(found.map(({ nextResetAt: next, revision }) => `${next?.toISOString()} ${revision}`))).toEqual(
        new Set([`${midnight('Asia/Tehran')?.toISOString()} 2`]),
      );
    });
    const untouched = await users.findMany(
      platform,
      [...own, ...theirs].map(({ id }) => id),
    );
    expect(new Set(untouched.map(({ revision }) => revision))).toEqual(new Set([1n]));
    const told = add.mock.calls.filter(([type]) => type === UsersChangedInBulk);
    expect(told.flatMap(([, event]) => (event as UsersChangedInBulk).users).length).toBe(1_100);
    const recorded = add.mock.calls.filter(([type]) => type === AuditRecorded).map(([, event]) => event);
    expect(recorded).toMatchObject(
      Array.from({ length: 3 }, () => ({ action: 'core.user.rezoned', tenantId: tenant.id })),
    );
    add.mockRestore();
  });

  it('stays where it is when an older word comes late', async () => {
    const tenant = await given({ zone: 'Asia/Tehran', revision: 5n });
    const made = await registry.create(scope(tenant), { username: name(), resetStrategy: 'DAY' });
    await tenants.learn({ ...tenant, zone: 'Asia/Tokyo', revision: 4n });
    await followedUp();
    expect((await users.find(platform, made.id)).nextResetAt).toEqual(midnight('Asia/Tehran'));
  });
});

describe('a tenant', () => {
  it('gets no more users than it may have, however many ask at once', async () => {
    const tenant = await given({ mostUsers: 5 });
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, () => registry.create(scope(tenant), { username: name() })),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    const refusals = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refusals).toMatchObject(
      Array.from({ length: 15 }, () => ({
        kind: 'failed_precondition',
        code: 'user_limit_reached',
        facts: { mostUsers: '5' },
      })),
    );
    expect(await all(tenant)).toHaveLength(5);
    await expect(registry.create(scope(await given()), { username: name() })).resolves.toBeDefined();
  });

  it('is filled up by many, with single ones beside them; names that are taken take no room', async () => {
    const tenant = await given({ mostUsers: 50 });
    const taken = await registry.create(scope(tenant), { username: name() });
    const creation = harness.get(UserCreation);
    const batch = () => [taken.username, ...Array.from({ length: 39 }, name)].map((username) => ({ username }));
    const [one, two] = await Promise.all([
      creation.createMany(tenant.id, batch()),
      creation.createMany(tenant.id, batch()),
    ]);
    expect([one.taken, two.taken]).toEqual([[0], [0]]);
    expect([one.users.length + two.users.length, one.refused.length + two.refused.length]).toEqual([49, 29]);
    expect(await all(tenant)).toHaveLength(50);
  });

  it('is told so by a job that makes many', async () => {
    const tenant = await given({ mostUsers: 3 });
    const caller: AccountCaller = {
      ...{ kind: 'account', accountId: newId(), tenantId: tenant.id, homeTenantId: tenant.id, isOperator: false },
      ...{ ownRowsOnly: false, role: 'admin', permissions: ['*'], mustChangePassword: false, sessionId: newId() },
    };
    const input = { pattern: 'many-{n}', first: 1, count: 5, template: {} };
    const { job } = await runInCall({ caller }, () => harness.get(BulkCreation).run(scopeOf(caller), input, false));
    await eventually(async () => {
      const over = await harness.get(JobService).get(scopeOf(caller), job?.id as never);
      expect(over).toMatchObject({ state: 'done', done: 3, failed: 2 });
    });
    expect(await all(tenant)).toHaveLength(3);
  });

  it('that is suspended or gone gets nobody, also from the operator who acts for it', async () => {
    const suspended = await given({ suspended: true });
    await expect(registry.create(scope(suspended), { username: name() })).rejects.toMatchObject({
      code: 'tenant_suspended',
    });
    const gone = await given();
    await tenants.forget(gone.id, 9n);
    await expect(registry.create(scope(gone), { username: name() })).rejects.toMatchObject({ code: 'tenant_deleted' });
    await expect(harness.get(UserCreation).createMany(gone.id, [{ username: name() }])).rejects.toMatchObject({
      kind: 'failed_precondition',
    });
  });

  it('that is found empty before it is deleted stays so: who was being made is counted, and nobody comes later', async () => {
    const tenant = await given();
    const suspended = { ...tenant, suspended: true, revision: 2n };
    let commit = (): void => undefined;
    const committing = new Promise<void>((resolve) => (commit = resolve));
    let held = (): void => undefined;
    const holding = new Promise<void>((resolve) => (held = resolve));
    const making = harness.get(Database).run(async () => {
      await registry.create(scope(tenant), { username: name() });
      held();
      await committing;
    });
    await holding;
    const emptied = tenants.requireEmpty(suspended);
    emptied.catch(() => undefined);
    commit();
    await making;
    await expect(emptied).rejects.toMatchObject({ code: 'tenant_has_users' });
    const empty = await given();
    await tenants.requireEmpty({ ...empty, suspended: true, revision: 2n });
    await expect(registry.create(scope(empty), { username: name() })).rejects.toMatchObject({
      code: 'tenant_suspended',
    });
  });
});

describe('an account that is gone', () => {
  it('owns nobody any more: its users are nobody’s, told and recorded, and hearing of it again changes nothing', async () => {
    const tenant = await given();
    const [accountId, other]: AccountId[] = [newId(), newId()];
    const make = (count: number, owner: AccountId | undefined): User[] =>
      Array.from({ length: count }, () => givenUser({ tenantId: tenant.id, accountId: owner ?? null }));
    const [owned, theirs] = [make(600, accountId), make(2, other)];
    await harness.get(Database).run(() => users.insertMany([...owned, ...theirs]));
    const accounts = harness.get(AccountService);
    await accounts.forget(accountId as string, tenant.id, 3n);
    const state = async () =>
      new Set(
        (
          await users.findMany(
            platform,
            owned.map(({ id }) => id),
          )
        ).map(({ accountId: owner, revision }) => `${owner} ${revision}`),
      );
    await eventually(async () => {
      await followedUp();
      expect(await state()).toEqual(new Set(['null 2']));
    });
    await accounts.forget(accountId as string, tenant.id, 3n);
    await followedUp();
    expect(await state()).toEqual(new Set(['null 2']));
    expect(
      (
        await users.findMany(
          platform,
          theirs.map(({ id }) => id),
        )
      ).map(({ accountId: owner }) => owner),
    ).toEqual([other, other]);
  });

  it('is given nobody by work that was asked for before', async () => {
    const tenant = await given();
    const accountId: AccountId = newId();
    await harness.get(AccountService).forget(accountId, tenant.id, 3n);
    const { users: made } = await harness.get(UserCreation).createMany(tenant.id, [{ username: name(), accountId }]);
    expect(made[0]?.accountId).toBeNull();
  });
});
