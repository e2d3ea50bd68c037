import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { freshDatabase, type FreshDatabase, silentLog } from '@vortex/testing';
import { join } from 'node:path';
import { PrismaClient } from '../generated/prisma/client';
import type { KnownTenant } from './known-tenant';
import { KnownTenantRepository } from './known-tenant.repository';

let fresh: FreshDatabase;
let db: Database<PrismaClient>;
let tenants: KnownTenantRepository;

beforeAll(async () => {
  fresh = await freshDatabase([{ name: 'core', directory: join(__dirname, '../../prisma/migrations') }]);
  db = new Database({ createClient: (adapter) => new PrismaClient({ adapter }), url: fresh.url, log: silentLog });
  tenants = new KnownTenantRepository(db);
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

const tenant = (fields: Partial<KnownTenant> = {}): KnownTenant => ({
  id: newId(),
  slug: 'reseller',
  name: 'Reseller',
  zone: 'Europe/Berlin',
  suspended: false,
  mostUsers: 5,
  revision: 1n,
  ...fields,
});
const known = (...ids: string[]) => tenants.findMany({ platform: true }, ids);

describe('the tenants core knows', () => {
  it('are kept as of the newest revision, in whatever order they are told', async () => {
    const newest = tenant({ zone: 'Asia/Tehran', mostUsers: null, revision: 3n });
    await tenants.store(newest);
    await tenants.store({ ...newest, zone: 'UTC', revision: 2n });
    expect(await known(newest.id)).toEqual([newest]);
  });

  it('are gone for good when they are deleted', async () => {
    const gone = tenant();
    await tenants.forget(gone.id, 5n);
    await tenants.store(gone);
    expect(await known(gone.id)).toEqual([]);
  });

  it('are not shown to another tenant', async () => {
    const [ours, theirs] = [tenant(), tenant()];
    await tenants.store(ours);
    await tenants.store(theirs);
    const found = await tenants.findMany({ tenantId: ours.id as never }, [ours.id, theirs.id]);
    expect(found.map(({ id }) => id)).toEqual([ours.id]);
  });
});
