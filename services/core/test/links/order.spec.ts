import { newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { ProjectedInbounds } from '../../src/inbounds/projected-inbounds.repository';
import { InboundViewRepository } from '../../src/link-entries/inbound-view.repository';
import { ProjectedHealth, type ProjectedServerHealth } from '../../src/servers/projected-health.repository';
import { ProjectedServers } from '../../src/servers/projected-servers.repository';
import { type RunningCore, startCore } from '../start-core';
import { linkEstate, type LinkEstate, linksIn } from './link-estate';
import { sampleInbounds } from './sample-inbounds';

let core: RunningCore;
let estate: LinkEstate;
let token: string;
const servers: Record<'amsterdam' | 'berlin', string> = { amsterdam: '', berlin: '' };
let revision = 0n;

beforeAll(async () => {
  core = await startCore({ VORTEX_TRUSTED_PROXIES: '127.0.0.1', VORTEX_LINK_COUNTRY_HEADER: 'x-country' });
  estate = await linkEstate(core);
  const inboundIds: string[] = [];
  for (const [name, country] of [
    ['amsterdam', 'NL'],
    ['berlin', 'DE'],
  ] as const) {
    const id = newId();
    servers[name] = id;
    const place = { tenantId: estate.tenant, name, state: 'ACTIVE', shared: false, country, city: '', revision: 1n };
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
afterAll(() => core.close());

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
});
