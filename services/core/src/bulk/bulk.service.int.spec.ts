import { UsersChangedInBulk, UsersDeletedInBulk } from '@vortex/contracts/core';
import { Database } from '@vortex/database';
import { type AccountCaller, newId, runInCall, type Scope, scopeOf, type TenantId } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { eventually, type ServiceHarness, startService } from '@vortex/testing';
import { core } from '../service';
import { givenUser } from '../../test/given-user';
import { GroupRepository } from '../groups/group.repository';
import { GroupMemberRepository } from '../groups/group-member.repository';
import { newGroup } from '../groups/group';
import type { Job } from '../jobs/job';
import { jobsSortedBy } from '../jobs/job-list';
import { JobService } from '../jobs/job.service';
import { pageOf } from '../paging/page';
import type { User, UserId } from '../users/user';
import type { UserFilter } from '../users/user-filter';
import { UserRepository } from '../users/user.repository';
import { BulkCreation } from './bulk-creation.service';
import type { BulkOperation } from './bulk-operation';
import { BulkService } from './bulk.service';
import { UndoService } from './undo.service';

let harness: ServiceHarness<never>;
let db: Database;
let users: UserRepository;

beforeAll(async () => {
  harness = await startService<never>(core);
  db = harness.get(Database);
  users = harness.get(UserRepository);
});
afterAll(() => harness.stop());

interface Someone {
  readonly caller: AccountCaller;
  readonly scope: Scope;
}

function someone(tenantId: TenantId = newId(), ownRowsOnly = false): Someone {
  const caller: AccountCaller = {
    ...{ kind: 'account', accountId: newId(), tenantId, homeTenantId: tenantId, isOperator: false, ownRowsOnly },
    ...{ role: 'admin', permissions: ['*'], mustChangePassword: false, sessionId: newId() },
  };
  return { caller, scope: scopeOf(caller) };
}
const as = <T>({ caller }: Someone, work: () => Promise<T>): Promise<T> => runInCall({ caller }, work);

async function given(count: number, { caller: { tenantId } }: Someone, fields: Partial<User> = {}): Promise<User[]> {
  const made = Array.from({ length: count }, () => givenUser({ ...fields, tenantId }));
  await db.run(() => users.insertMany(made));
  return made;
}
const of = (who: Someone, filter: UserFilter = {}): Promise<User[]> =>
  users.idsOf(who.scope, filter, 100_000).then((ids) => users.findMany(who.scope, ids));

const run = (who: Someone, operation: BulkOperation, filter: UserFilter = {}, dryRun = false) =>
  as(who, () => harness.get(BulkService).run(who.scope, filter, operation, dryRun));

async function over(who: Someone, job: Job | null): Promise<Job> {
  if (!job) throw new Error('there is no job');
  return eventually(async () => {
    const now = await harness.get(JobService).get(who.scope, job.id);
    expect(now.finishedAt).not.toBeNull();
    return now;
  });
}
const done = async (who: Someone, operation: BulkOperation, filter: UserFilter = {}) =>
  over(who, (await run(who, operation, filter)).job);
const undo = async (who: Someone, job: Job) =>
  over(who, await as(who, () => harness.get(UndoService).undo(who.scope, job.id)));

const day = 86_400;
const extend = (seconds: number | null, bytes: bigint | null = null): BulkOperation => ({
  kind: 'EXTEND_USERS',
  seconds,
  bytes,
});
const begin = Math.floor(Date.now() / 1000) * 1000;
const inDays = (days: number): Date => new Date(begin + days * day * 1000);

describe('an operation on many users', () => {
  it('that is only tried answers how many and some of them, and changes nothing', async () => {
    const ann = someone();
    await given(12, ann, { expiresAt: inDays(5) });
    await given(3, ann, { expiresAt: inDays(5), status: 'DISABLED' });
    const outcome = await run(ann, { kind: 'DELETE_USERS' }, { statuses: ['ACTIVE'] }, true);
    expect([outcome.matched, outcome.sample.length, outcome.job]).toEqual([12, 10, null]);
    expect(await of(ann)).toHaveLength(15);
  });

  it('is done to each of them once in chunks, told in events of a thousand, and audited', async () => {
    const ann = someone();
    await given(2_500, ann, { expiresAt: inDays(5) });
    const add = jest.spyOn(Outbox.prototype, 'add');
    const job = await done(ann, extend(10 * day));
    expect(job).toMatchObject({ state: 'done', total: 2_500, done: 2_500, failed: 0 });
    expect(
      new Set((await of(ann)).map(({ expiresAt, revision }) => `${expiresAt?.toISOString()} ${revision}`)),
    ).toEqual(new Set([`${inDays(15).toISOString()} 2`]));
    const events = add.mock.calls.filter(([type]) => type === UsersChangedInBulk);
    expect(events.map(([, event]) => (event as UsersChangedInBulk).users.length)).toEqual([1_000, 1_000, 500]);
    expect(new Set(events.map(([, , { lane }]) => lane))).toEqual(new Set(['bulk']));
    const audits = add.mock.calls.filter(([type]) => type.$type === 'vortex.auth.v1.AuditRecorded');
    expect(audits.map(([, event]) => event)).toMatchObject(
      Array.from({ length: 3 }, () => ({
        action: 'core.user.update',
        actor: { kind: 'account', id: ann.caller.accountId },
      })),
    );
    add.mockRestore();
  });

  it('leaves on record what each of them was, and is', async () => {
    const ann = someone();
    const [user] = await given(1, ann, { expiresAt: inDays(5) });
    const id = String(user?.id);
    const add = jest.spyOn(Outbox.prototype, 'add');
    await done(ann, extend(10 * day));
    await done(ann, { kind: 'DELETE_USERS' });
    const told = add.mock.calls.filter(([type]) => type.$type === 'vortex.auth.v1.AuditRecorded');
    const parsed = told.map(([, event]) => {
      const { beforeJson, afterJson } = event as { beforeJson: string; afterJson: string };
      return [beforeJson, afterJson].map((text) => (text ? JSON.parse(text) : undefined) as unknown);
    });
    expect(parsed).toMatchObject([
      [
        { users: { [id]: { expiresAt: inDays(5).toISOString() } } },
        { users: { [id]: { expiresAt: inDays(15).toISOString() } } },
      ],
      [{ users: { [id]: { username: expect.any(String), expiresAt: inDays(15).toISOString() } } }, undefined],
    ]);
    add.mockRestore();
  });

  it('reaches nobody of another tenant, and only one’s own where one sees no others', async () => {
    const [ann, bob] = [someone(), someone()];
    const [mine] = await given(1, ann);
    const [theirs] = await given(1, bob);
    const customer = someone(ann.caller.tenantId, true);
    const disable: BulkOperation = { kind: 'SET_USERS_ENABLED', enabled: false };
    const everybody = { ids: [mine?.id as UserId, theirs?.id as UserId] };
    expect((await run(customer, disable, everybody, true)).matched).toBe(0);
    expect(await done(ann, disable, everybody)).toMatchObject({ done: 1 });
    expect([(await of(ann))[0]?.status, (await of(bob))[0]?.status]).toEqual(['DISABLED', 'ACTIVE']);
    const newest = pageOf({ first: 1 }, jobsSortedBy([]));
    const { nodes } = await harness.get(JobService).list(ann.scope, {}, newest);
    await expect(undo(bob, nodes[0] as Job)).rejects.toMatchObject({
      code: 'job_unknown',
    });
  });

  it('adds time to the end, to now where that is past, and to what a hold is valid for; no limit stays none', async () => {
    const ann = someone();
    const [expired] = await given(1, ann, { expiresAt: inDays(-3), status: 'EXPIRED' });
    const [held] = await given(1, ann, { status: 'ON_HOLD', hold: { validitySeconds: day, until: null } });
    const [free] = await given(1, ann);
    const [full] = await given(1, ann, { limitBytes: 5n, usedBytes: 5n, status: 'LIMITED' });
    await done(ann, extend(2 * day, 10n));
    const after = new Map((await of(ann)).map((user) => [user.id, user]));
    expect(after.get(expired?.id as UserId)?.status).toBe('ACTIVE');
    expect(Math.abs(Number(after.get(expired?.id as UserId)?.expiresAt) - Number(inDays(2)))).toBeLessThan(60_000);
    expect(after.get(held?.id as UserId)?.hold).toEqual({ validitySeconds: 3 * day, until: null });
    expect(after.get(free?.id as UserId)).toMatchObject({ expiresAt: null, limitBytes: null, revision: 1n });
    expect(after.get(full?.id as UserId)).toMatchObject({ limitBytes: 15n, status: 'ACTIVE' });
  });

  it('names those it cannot be done to', async () => {
    const ann = someone();
    const [huge] = await given(1, ann, { limitBytes: 2n ** 63n - 1n });
    await given(1, ann, { limitBytes: 1n });
    const job = await done(ann, extend(null, 1n));
    expect(job).toMatchObject({ state: 'done', done: 1, failed: 1 });
    expect(await harness.get(JobService).failures(job, 5)).toMatchObject([{ item: huge?.username, code: 'too_much' }]);
  });

  it('resets traffic, and keeps what was used with past periods', async () => {
    const ann = someone();
    await given(3, ann, { limitBytes: 5n, usedBytes: 5n, lifetimeUsedBytes: 7n, status: 'LIMITED' });
    expect(await done(ann, { kind: 'RESET_USERS' })).toMatchObject({ done: 3, undoUntil: null });
    for (const user of await of(ann))
      expect(user).toMatchObject({ usedBytes: 0n, lifetimeUsedBytes: 7n, status: 'ACTIVE' });
    const [row] = await db.sql.query<{ sum: bigint }>(
      'SELECT sum(used_bytes)::bigint FROM usage_period WHERE tenant_id = $1',
      [ann.caller.tenantId],
    );
    expect(row?.sum).toBe(15n);
  });

  it('deletes, tells it, and cannot be undone', async () => {
    const ann = someone();
    await given(5, ann);
    const add = jest.spyOn(Outbox.prototype, 'add');
    const job = await done(ann, { kind: 'DELETE_USERS' });
    expect(await of(ann)).toEqual([]);
    expect(add.mock.calls.filter(([type]) => type === UsersDeletedInBulk)).toHaveLength(1);
    add.mockRestore();
    await expect(undo(ann, job)).rejects.toMatchObject({
      code: 'job_not_undoable',
      facts: { why: 'cannot_be_undone' },
    });
  });

  it('goes on where it was after a chunk broke, and does nothing twice', async () => {
    const ann = someone();
    await given(2_200, ann, { limitBytes: 10n });
    let calls = 0;
    const save = jest.spyOn(users, 'saveMany');
    save.mockImplementation((scope, changed) => {
      calls += 1;
      if (calls === 2) return Promise.reject(new Error('killed'));
      return UserRepository.prototype.saveMany.call(users, scope, changed);
    });
    expect(await done(ann, extend(null, 1n))).toMatchObject({ done: 2_200, failed: 0 });
    save.mockRestore();
    expect(new Set((await of(ann)).map(({ limitBytes }) => limitBytes))).toEqual(new Set([11n]));
  });
});

describe('moving users between groups', () => {
  async function groupsOf(who: Someone, ...names: string[]) {
    const groups = names.map((name) =>
      newGroup(who.caller.tenantId, { name, inboundIds: [], isDefault: false }, new Date()),
    );
    for (const group of groups) await harness.get(GroupRepository).insert(group);
    return groups.map(({ id }) => id);
  }
  const memberships = async (who: Someone) => {
    const all = await of(who);
    const found = await harness.get(GroupMemberRepository).groupsOf(
      who.scope,
      all.map(({ id }) => id),
    );
    return all.map(({ id }) => [...(found.get(id) ?? [])].sort());
  };

  it('adds, removes or sets them, and can be undone', async () => {
    const ann = someone();
    const [a = newId(), b = newId(), c = newId()] = (await groupsOf(ann, 'a', 'b', 'c')).sort();
    await given(3, ann);
    await done(ann, { kind: 'MOVE_USERS', add: [a, b], remove: [] });
    expect(await memberships(ann)).toEqual([
      [a, b],
      [a, b],
      [a, b],
    ]);
    await done(ann, { kind: 'MOVE_USERS', add: [c], remove: [a] });
    expect(await memberships(ann)).toEqual([
      [b, c],
      [b, c],
      [b, c],
    ]);
    const set = await done(ann, { kind: 'MOVE_USERS', set: [a], add: [], remove: [] });
    expect(await memberships(ann)).toEqual([[a], [a], [a]]);
    await undo(ann, set);
    expect(await memberships(ann)).toEqual([
      [b, c],
      [b, c],
      [b, c],
    ]);
  });

  it('refuses groups of another tenant', async () => {
    const [ann, bob] = [someone(), someone()];
    const add = await groupsOf(bob, 'theirs');
    await expect(run(ann, { kind: 'MOVE_USERS', add, remove: [] })).rejects.toMatchObject({
      violations: [{ code: 'unknown' }],
    });
  });
});

describe('undoing', () => {
  it('restores what was there, but not over what somebody has changed since', async () => {
    const ann = someone();
    const all = await given(1_200, ann, { expiresAt: inDays(5) });
    const job = await done(ann, extend(day));
    const [touched] = await users.findMany(ann.scope, [all[0]?.id as UserId]);
    if (!touched) throw new Error('nobody is there');
    await users.saveMany(ann.scope, [{ ...touched, expiresAt: inDays(99), revision: touched.revision + 1n }]);
    expect(await undo(ann, job)).toMatchObject({ kind: 'UNDO', state: 'done', done: 1_199, failed: 1 });
    const ends = (await of(ann)).map(({ expiresAt }) => expiresAt?.toISOString());
    expect(ends.filter((end) => end === inDays(5).toISOString())).toHaveLength(1_199);
    await expect(undo(ann, job)).rejects.toMatchObject({ facts: { why: 'already_undone' } });
  });

  it('enables whom the operation disabled, and nobody else', async () => {
    const ann = someone();
    await given(2, ann, { limitBytes: 1n, usedBytes: 1n, status: 'LIMITED' });
    await given(1, ann, { status: 'DISABLED' });
    const job = await done(ann, { kind: 'SET_USERS_ENABLED', enabled: false });
    expect((await of(ann)).map(({ status }) => status)).toEqual(['DISABLED', 'DISABLED', 'DISABLED']);
    await undo(ann, job);
    expect((await of(ann)).map(({ status }) => status).sort()).toEqual(['DISABLED', 'LIMITED', 'LIMITED']);
  });

  it('has an end', async () => {
    const ann = someone();
    await given(1, ann, { limitBytes: 1n });
    const job = await done(ann, extend(null, 5n));
    await db.sql.execute(`UPDATE job SET undo_until = now() - interval '1 s' WHERE id = $1`, [job.id]);
    await expect(undo(ann, job)).rejects.toMatchObject({ facts: { why: 'too_late' } });
  });
});

describe('many new users', () => {
  const create = (who: Someone, input: Partial<Parameters<BulkCreation['run']>[1]> = {}, dryRun = false) =>
    as(who, () =>
      harness
        .get(BulkCreation)
        .run(who.scope, { pattern: 'user-{n:3}', first: 1, count: 3, template: {}, ...input }, dryRun),
    );

  it('are named by the pattern, and those whose name is taken are named as failed', async () => {
    const ann = someone();
    await given(1, ann, { username: 'user-002' });
    const tried = await create(ann, {}, true);
    expect(tried).toEqual({ names: ['user-001', 'user-002', 'user-003'], taken: ['user-002'], job: null });
    const { job } = await create(ann, { template: { limitBytes: 9n, tags: ['new'] } });
    expect(await over(ann, job)).toMatchObject({ done: 2, failed: 1 });
    expect(await of(ann, { tags: ['new'] })).toMatchObject([
      { username: 'user-001', limitBytes: 9n },
      { username: 'user-003', limitBytes: 9n },
    ]);
  });

  it('are refused with all that is wrong at once', async () => {
    const wrong = create(someone(), {
      pattern: 'user',
      count: 0,
      template: { limitBytes: -1n, groupIds: ['x' as never] },
    });
    await expect(wrong).rejects.toMatchObject({
      violations: expect.arrayContaining([
        expect.objectContaining({ path: 'input.pattern', code: 'no_number' }),
        expect.objectContaining({ path: 'input.count', code: 'out_of_range' }),
        expect.objectContaining({ path: 'input.template.limitBytes', code: 'out_of_range' }),
        expect.objectContaining({ path: 'input.template.groupIds[0]', code: 'not_an_id' }),
      ]),
    });
  });
});
