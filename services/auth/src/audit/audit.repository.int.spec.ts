import { AuditRecorded } from '@vortex/contracts/auth';
import { Database } from '@vortex/database';
import { newId, type Scope } from '@vortex/kit';
import { freshDatabase, type FreshDatabase, silentLog } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PrismaClient } from '../generated/prisma/client';
import { readPage } from '../paging/page';
import { PageReader } from '../paging/page-reader.repository';
import type { AuditFilter } from './audit-entry';
import { sortBy } from '../paging/sorting';
import { auditColumns, AuditRepository } from './audit.repository';

const auditOrder = sortBy([], auditColumns);
const dayMs = 24 * 60 * 60_000;
const directory = join(__dirname, '../../prisma/migrations');

let fresh: FreshDatabase;
let db: Database<PrismaClient>;
let audit: AuditRepository;

beforeAll(async () => {
  fresh = await freshDatabase([{ name: 'auth', directory }]);
  db = new Database({ createClient: (adapter) => new PrismaClient({ adapter }), url: fresh.url, log: silentLog });
  audit = new AuditRepository(db, new PageReader(db));
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

const record = (tenantId: string, over: Partial<AuditRecorded> = {}): AuditRecorded =>
  AuditRecorded.fromPartial({
    id: newId(),
    tenantId,
    at: new Date(),
    actor: { kind: 'account', id: newId(), role: 'admin' },
    action: 'core.user.update',
    subject: { kind: 'user', ids: [newId()], name: 'bob' },
    beforeJson: '{"note":"old"}',
    afterJson: '{"note":"new"}',
    clientAddress: '203.0.113.7',
    ...over,
  });

const list = (
  scope: Scope,
  filter: AuditFilter = {},
  page: { first?: number; last?: number; after?: string; before?: string } = {},
) =>
  audit.page(
    scope,
    filter,
    auditOrder,
    readPage({ first: 0, last: 0, after: '', before: '', withTotal: true, ...page }, auditOrder),
  );
const of = (tenantId: string): Scope => ({ tenantId: tenantId as never });

describe('the audit', () => {
  it('keeps a record as it was told, once, however often it is told', async () => {
    const tenant = newId();
    const told = record(tenant);
    await audit.insert(told);
    await audit.insert({ ...told, action: 'something.else' });
    const { items, info } = await list(of(tenant));
    expect(info.totalCount).toBe(1n);
    expect(items).toMatchObject([
      {
        id: told.id,
        actorId: told.actor?.id,
        action: 'core.user.update',
        before: { note: 'old' },
        after: { note: 'new' },
      },
    ]);
  });

  it('remembers what an account was called then', async () => {
    const [tenantId, id] = [newId(), newId()];
    await db.sql.execute(`INSERT INTO tenant (id, slug, created_at) VALUES ($1, $2, now())`, [tenantId, tenantId]);
    await db.sql.execute(
      `INSERT INTO account (id, tenant_id, username, username_key, role, must_change_password, created_at, revision)
       VALUES ($1, $2, 'ann', 'ann', 'admin', false, now(), 1)`,
      [id, tenantId],
    );
    await audit.insert(record(tenantId, { actor: { kind: 'account', id, role: 'admin' } as never }));
    await db.sql.execute(`DELETE FROM account WHERE id = $1`, [id]);
    expect((await list(of(tenantId))).items).toMatchObject([{ actorName: 'ann' }]);
  });

  it.each([
    ['changed', `UPDATE audit_entry SET action = 'nothing'`],
    ['removed', `DELETE FROM audit_entry`],
    ['removed with all others', `TRUNCATE audit_entry`],
    [
      'removed by who guesses how',
      `WITH s AS (SELECT set_config('vortex.audit_retention', 'on', true)) DELETE FROM audit_entry USING s`,
    ],
  ])('cannot be %s', async (_, statement) => {
    await audit.insert(record(newId()));
    await expect(db.sql.execute(statement)).rejects.toThrow('append-only');
  });

  it('goes when it is old, and not a day before', async () => {
    const tenant = newId();
    const old = record(tenant, { at: new Date(Date.now() - 100 * dayMs) });
    const recent = record(tenant, { at: new Date(Date.now() - 50 * dayMs) });
    await audit.insert(old);
    await audit.insert(recent);
    await expect(audit.forget(new Date(Date.now() - 29 * dayMs), 100)).rejects.toThrow('30 days at least');
    await expect(audit.forget(new Date(Date.now() - 60 * dayMs), 100)).resolves.toBe(1);
    expect((await list(of(tenant))).items.map(({ id }) => id)).toEqual([recent.id]);
    await expect(db.sql.execute(`DELETE FROM audit_entry`)).rejects.toThrow('append-only');
  });

  it("shows a tenant nothing of another's, whatever it asks for", async () => {
    const [ours, theirs] = [newId(), newId()];
    const foreign = record(theirs);
    await audit.insert(record(ours));
    await audit.insert(foreign);
    const asked: AuditFilter[] = [
      {},
      { actorId: foreign.actor?.id },
      { subjectId: foreign.subject?.ids[0] },
      { search: 'bob' },
    ];
    for (const filter of asked) {
      const { items } = await list(of(ours), filter);
      expect(items.every(({ tenantId }) => tenantId === ours)).toBe(true);
    }
    expect((await list(of(ours))).info.totalCount).toBe(1n);
  });

  it('shows who sees only its own what it did itself', async () => {
    const tenant = newId();
    const own = record(tenant);
    await audit.insert(own);
    await audit.insert(record(tenant));
    const { items } = await list({ tenantId: tenant as never, ownedBy: own.actor?.id as never });
    expect(items.map(({ id }) => id)).toEqual([own.id]);
  });

  it('is found by who, what, when and what is written', async () => {
    const tenant = newId();
    const first = record(tenant, {
      at: new Date('2026-01-01T00:00:00Z'),
      subject: { kind: 'group', ids: ['g'], name: '100%_a' },
    });
    const second = record(tenant, { at: new Date('2026-01-02T00:00:00Z'), action: 'auth.role.write' });
    for (const one of [first, second]) await audit.insert(one);
    const found = async (filter: AuditFilter) => (await list(of(tenant), filter)).items.map(({ id }) => id);
    expect(await found({ action: 'auth.*' })).toEqual([second.id]);
    expect(await found({ action: 'auth.role.write' })).toEqual([second.id]);
    expect(await found({ action: 'auth.role' })).toEqual([]);
    expect(await found({ subjectKind: 'group', subjectId: 'g' })).toEqual([first.id]);
    expect(await found({ actorId: first.actor?.id })).toEqual([first.id]);
    expect(await found({ from: second.at })).toEqual([second.id]);
    expect(await found({ to: second.at })).toEqual([first.id]);
    expect(await found({ search: '0%_A' })).toEqual([first.id]);
    expect(await found({ search: '%' })).toEqual([first.id]);
    expect(await found({ search: `' OR 1=1 --` })).toEqual([]);
  });

  it('is read page by page, forwards and backwards, missing and repeating nothing', async () => {
    const tenant = newId();
    const at = new Date();
    const records = Array.from({ length: 7 }, (_, n) =>
      record(tenant, { at: n < 4 ? at : new Date(at.getTime() + n) }),
    );
    for (const one of records) await audit.insert(one);
    const newestFirst = records.map(({ id }) => id).reverse();
    const forwards: string[] = [];
    for (let after: string | undefined = ''; after !== undefined;) {
      const { items, info } = await list(of(tenant), {}, { first: 3, after });
      forwards.push(...items.map(({ id }) => id));
      expect(info.hasPreviousPage).toBe(after !== '');
      after = info.hasNextPage ? info.cursors.at(-1) : undefined;
    }
    expect(forwards).toEqual(newestFirst);
    const last = await list(of(tenant), {}, { last: 2 });
    expect(last.items.map(({ id }) => id)).toEqual(newestFirst.slice(-2));
    const before = await list(of(tenant), {}, { last: 2, before: last.info.cursors[0] ?? '' });
    expect(before.items.map(({ id }) => id)).toEqual(newestFirst.slice(-4, -2));
    expect(before.info).toMatchObject({ hasNextPage: true, hasPreviousPage: true, totalCount: 7n });
  });

  it('ends a page early rather than answer with more than fits, and the next one goes on there', async () => {
    const tenant = newId();
    const beforeJson = JSON.stringify({ users: randomBytes(130_000).toString('base64') });
    const heavy = Array.from({ length: 9 }, (_, n) => record(tenant, { at: new Date(1e12 + n), beforeJson }));
    for (const one of heavy) await audit.insert(one);
    const pages: string[][] = [];
    for (let after: string | undefined = ''; after !== undefined;) {
      const { items, info } = await list(of(tenant), {}, { first: 9, after });
      pages.push(items.map(({ id }) => id));
      expect(info.cursors).toHaveLength(items.length);
      after = info.hasNextPage ? info.cursors.at(-1) : undefined;
    }
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 3]);
    expect(pages.flat()).toEqual(heavy.map(({ id }) => id).reverse());
    const { items, info } = await list(of(tenant), {}, { last: 9 });
    expect(items.map(({ id }) => id)).toEqual(pages[2]);
    expect(info).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
  });

  it('refuses pages that make no sense, by their paths', () => {
    const page = { first: 501, last: 1, after: 'x', before: '', withTotal: false };
    expect(() => readPage(page, auditOrder)).toThrow(
      expect.objectContaining({
        violations: [
          expect.objectContaining({ path: 'page', code: 'ambiguous' }),
          expect.objectContaining({ path: 'page.first', code: 'too_big' }),
          expect.objectContaining({ path: 'page.after', code: 'not_a_cursor' }),
        ],
      }),
    );
  });

  it.each([
    [['soon', newId()]],
    [['2026-02-30T00:00:00.000000Z', newId()]],
    [['2026-02-03T00:00:00.000000Z', 'nobody']],
    [['2026-02-03T00:00:00.000000Z']],
    [[7, 8]],
  ])('refuses the cursor %j, which somebody made up', (position) => {
    const after = Buffer.from(JSON.stringify(position)).toString('base64url');
    const refused = expect.objectContaining({ kind: 'invalid_input' });
    expect(() => readPage({ first: 1, last: 0, before: '', withTotal: false, after }, auditOrder)).toThrow(refused);
  });
});
