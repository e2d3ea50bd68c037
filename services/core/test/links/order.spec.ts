import { GeoIp, newId } from '@vortex/kit';
import { type AddressRecord, addressFile, eventually } from '@vortex/testing';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ProjectedInbounds } from '../../src/inbounds/projected-inbounds.repository';
import { InboundViewRepository } from '../../src/link-entries/inbound-view.repository';
import { ProjectedHealth, type ProjectedServerHealth } from '../../src/servers/projected-health.repository';
import { ProjectedLatency } from '../../src/servers/projected-latency.repository';
import { ProjectedStanding } from '../../src/servers/projected-standing.repository';
import { ProjectedServers } from '../../src/servers/projected-servers.repository';
import { type RunningCore, startCore } from '../start-core';
import { linkEstate, type LinkEstate, linksIn } from './link-estate';
import { sampleInbounds } from './sample-inbounds';

let core: RunningCore;
let estate: LinkEstate;
let token: string;
let addressPath: string;
const servers: Record<'amsterdam' | 'berlin', string> = { amsterdam: '', berlin: '' };
let revision = 0n;

beforeAll(async () => {
  addressPath = join(await mkdtemp(join(tmpdir(), 'addresses-')), 'places.mmdb');
  core = await startCore({
    ...{ VORTEX_TRUSTED_PROXIES: '127.0.0.1', VORTEX_LINK_COUNTRY_HEADER: 'x-country' },
    VORTEX_GEOIP_FILE: addressPath,
  });
  estate = await linkEstate(core);
  const inboundIds: string[] = [];
  for (const [name, country, latitude, longitude] of [
    ['amsterdam', 'NL', 52.4, 4.9],
    ['berlin', 'DE', 52.5, 13.4],
  ] as const) {
    const id = newId();
    servers[name] = id;
    const place = {
      tenantId: estate.tenant,
      name,
      state: 'ACTIVE',
      shared: false,
      country,
      city: '',
      revision: 1n,
      latitude,
      longitude,
    };
    await core.get(ProjectedServers).store({ id, ...place, addresses: [`${name}.example`] });
    const [sample] = sampleInbounds(estate.tenant, id);
    if (!sample) throw new Error('there is no sample');
    const { view, ...inbound } = { ...sample, id: newId() };
    await core.get(ProjectedInbounds).store(inbound);
    await core.get(InboundViewRepository).store(inbound.id, 1n, view);
    inboundIds.push(inbound.id);
  }
  const create = 'mutation ($input: CreateGroupInput!) { made: createGroup(input: $input) { id } }';
  const { made } = await estate.ask(create, { input: { name: 'two', inboundIds } });
  ({ token } = await estate.user({ groupIds: [made?.['id']] }));
});
afterAll(async () => {
  await core.close();
  await rm(dirname(addressPath), { recursive: true });
});

async function shown(headers: Record<string, string> = {}): Promise<string[]> {
  const links = linksIn(await estate.fetch(token, headers));
  return links.map((link) => new URL(link).hostname.split('.')[0] ?? '');
}

const isWell = { state: 'HEALTHY', score: 100, loadMilli: 0 };
function health(server: keyof typeof servers, condition: Partial<ProjectedServerHealth>): Promise<void> {
  return core.get(ProjectedHealth).store({ serverId: servers[server], ...isWell, ...condition, revision: ++revision });
}

describe('the order of a link’s list', () => {
  it('begins with servers of the country that a trusted proxy names', async () => {
    expect(await shown()).toEqual(['amsterdam', 'berlin']);
    expect(await shown({ 'x-country': 'DE' })).toEqual(['berlin', 'amsterdam']);
    expect(await shown({ 'x-country': 'FR' })).toEqual(['amsterdam', 'berlin']);
    expect(await shown({ 'x-country': '"><script>' })).toEqual(['amsterdam', 'berlin']);
  });

  it('is another list, with another tag, for a reader elsewhere', async () => {
    const first = await estate.fetch(token, { 'x-country': 'NL' });
    const etag = String(first.headers['etag']);
    const again = (country: string) => estate.fetch(token, { 'x-country': country, 'if-none-match': etag });
    expect([(await again('NL')).status, (await again('NL')).status]).toEqual([304, 304]);
    expect((await again('DE')).status).toBe(200);
  });

  describe('by a file of addresses', () => {
    const place = async (bytes: Buffer) => {
      await writeFile(`${addressPath}.new`, bytes);
      await rename(`${addressPath}.new`, addressPath);
      await core.get(GeoIp).look();
    };
    const knows = (records: readonly AddressRecord[]) => place(addressFile(records));
    const from = (address: string, more = {}) => ({ 'x-forwarded-for': address, ...more });
    const warsaw = { country: 'PL', latitude: 52.2, longitude: 21 };
    const newYork = { country: 'US', latitude: 40.7, longitude: -74 };

    it('begins with servers of the country an address is in, and then with the nearer ones', async () => {
      await knows([
        { network: '198.51.100.0/25', country: 'DE' },
        { network: '198.51.100.128/25', ...newYork },
        { network: '203.0.113.0/24', ...warsaw },
      ]);
      expect(await shown(from('198.51.100.1'))).toEqual(['berlin', 'amsterdam']);
      expect(await shown(from('198.51.100.200'))).toEqual(['amsterdam', 'berlin']);
      expect(await shown(from('203.0.113.1'))).toEqual(['berlin', 'amsterdam']);
      expect(await shown(from('192.0.2.1'))).toEqual(['amsterdam', 'berlin']);
      expect(await shown(from('2001:db8::1'))).toEqual(['amsterdam', 'berlin']);
    });

    it('believes a trusted proxy before the file, and no stranger’s address', async () => {
      await knows([{ network: '198.51.100.0/24', country: 'DE' }]);
      expect(await shown(from('198.51.100.1', { 'x-country': 'NL' }))).toEqual(['amsterdam', 'berlin']);
      expect(await shown(from('198.51.100.1, 192.0.2.1'))).toEqual(['amsterdam', 'berlin']);
    });

    it('takes up a file that is put in its place, and stays with what it has where that is none', async () => {
      await knows([{ network: '198.51.100.0/24', country: 'DE' }]);
      const first = await estate.fetch(token, from('198.51.100.1'));
      const again = () => estate.fetch(token, from('198.51.100.1', { 'if-none-match': String(first.headers['etag']) }));
      expect([(await again()).status, (await again()).status]).toEqual([304, 304]);
      await place(Buffer.from('this is no such file'));
      expect((await again()).status).toBe(304);
      await knows([{ network: '198.51.100.0/24', country: 'NL' }]);
      expect((await again()).status).toBe(200);
      expect(await shown(from('198.51.100.1'))).toEqual(['amsterdam', 'berlin']);
    });
  });

  it('follows how servers do, and leaves out who serves nobody', async () => {
    await health('amsterdam', { state: 'DEGRADED', score: 60 });
    await eventually(async () => (await shown()).join() === 'berlin,amsterdam');
    await health('amsterdam', { state: 'UNHEALTHY', score: 0 });
    await eventually(async () => (await shown()).join() === 'berlin');
    await health('amsterdam', { loadMilli: 950 });
    await eventually(async () => (await shown()).join() === 'berlin,amsterdam');
    await health('amsterdam', {});
    await eventually(async () => (await shown()).join() === 'amsterdam,berlin');
  });

  it('leaves out who may carry no more this month, and spares, as long as there is anybody else', async () => {
    const standing = core.get(ProjectedStanding);
    const shows = (names: string) => eventually(async () => (await shown()).join() === names);
    await standing.storeQuota(servers.amsterdam, true, 1n);
    await shows('berlin');
    await standing.storeFailover(servers.berlin, true, 1n);
    await shows('berlin');
    await health('berlin', { state: 'UNHEALTHY', score: 0 });
    await shows('berlin');
    await standing.storeQuota(servers.amsterdam, false, 2n);
    await shows('amsterdam');
    await standing.storeQuota(servers.amsterdam, true, 1n); // late, and not believed
    await health('berlin', {});
    await shows('amsterdam');
    await standing.storeFailover(servers.berlin, false, 2n);
    await shows('amsterdam,berlin');
  });

  it('goes by what was measured of customers of the reader’s country, before what a map says', async () => {
    const measured = (server: keyof typeof servers, latencies: Record<string, number>, at: bigint) =>
      core.get(ProjectedLatency).store({ serverId: servers[server], latencies, revision: at });
    const from = async (country: string) => (await shown({ 'x-country': country })).join();
    const first = await estate.fetch(token, { 'x-country': 'NL' });
    const etag = { 'x-country': 'NL', 'if-none-match': String(first.headers['etag']) };
    expect((await estate.fetch(token, etag)).status).toBe(304);
    await measured('amsterdam', { NL: 80, DE: 20 }, 1n);
    expect(await from('NL')).toBe('amsterdam,berlin'); // the other one was not measured
    await measured('berlin', { NL: 30, DE: 25, '': 5 }, 1n);
    await eventually(async () => (await from('NL')) === 'berlin,amsterdam');
    expect((await estate.fetch(token, etag)).status).toBe(200);
    expect(await from('DE')).toBe('berlin,amsterdam'); // as the map says: what was measured is about the same
    expect(await from('FR')).toBe('amsterdam,berlin');
    await measured('amsterdam', { NL: 35, DE: 4 }, 3n);
    await eventually(
      async () => (await from('NL')) === 'amsterdam,berlin' && (await from('DE')) === 'amsterdam,berlin',
    );
    await measured('amsterdam', { NL: 300 }, 2n); // late, and not believed
    await health('berlin', { state: 'HEALTHY', loadMilli: 10 });
    expect(await from('NL')).toBe('amsterdam,berlin');
  });
});
