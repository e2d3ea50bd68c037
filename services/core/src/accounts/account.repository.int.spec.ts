import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { expectMigratedDatabaseEqualsSchema, freshDatabase, type FreshDatabase, silentLog } from '@vortex/testing';
import { join } from 'node:path';
import { PrismaClient } from '../generated/prisma/client';
import type { KnownAccount } from './account';
import { AccountRepository } from './account.repository';

const service = join(__dirname, '../..');

let fresh: FreshDatabase;
let db: Database<PrismaClient>;
let accounts: AccountRepository;

beforeAll(async () => {
  fresh = await freshDatabase([{ name: 'core', directory: join(service, 'prisma/migrations') }]);
  db = new Database({ createClient: (adapter) => new PrismaClient({ adapter }), url: fresh.url, log: silentLog });
  accounts = new AccountRepository(db);
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

const account = (fields: Partial<KnownAccount> = {}): KnownAccount => ({
  id: newId(),
  tenantId: newId(),
  username: 'ann',
  role: 'owner',
  revision: 1n,
  ...fields,
});
const stored = async (id: string) => (await accounts.findMany({ platform: true }, [id]))[0];

describe('the accounts core knows', () => {
  it('are kept as of the newest revision, in whatever order they are told', async () => {
    const newest = account({ username: 'anna', revision: 5n });
    await accounts.store(newest);
    await accounts.store({ ...newest, username: 'ann', revision: 4n });
    await accounts.advance(newest.id, 3n);
    expect(await stored(newest.id)).toEqual(newest);
    await accounts.advance(newest.id, 6n);
    expect(await stored(newest.id)).toEqual({ ...newest, revision: 6n });
  });

  it('may change before they are known', async () => {
    const unknown = account();
    await accounts.advance(unknown.id, 2n);
    await accounts.store(unknown);
    expect(await stored(unknown.id)).toEqual(unknown);
  });

  it('are gone for good when they are deleted, whatever comes late', async () => {
    const gone = account({ revision: 3n });
    await accounts.store(gone);
    await accounts.forget(gone.id, gone.tenantId, 4n);
    await accounts.store({ ...gone, revision: 2n });
    expect(await stored(gone.id)).toBeUndefined();
    const unknown = account();
    await accounts.forget(unknown.id, unknown.tenantId, 2n);
    await accounts.store(unknown);
    expect(await accounts.count({ tenantId: unknown.tenantId as never })).toBe(0);
  });

  it('are counted within a tenant, and over all of them for the platform', async () => {
    const one = account();
    const before = await accounts.count({ platform: true });
    await accounts.store(one);
    await accounts.store(account());
    expect(await accounts.count({ tenantId: one.tenantId as never })).toBe(1);
    expect(await accounts.count({ platform: true })).toBe(before + 2);
  });
});

it('the migrations make the database the schema describes', () => expectMigratedDatabaseEqualsSchema(service));
