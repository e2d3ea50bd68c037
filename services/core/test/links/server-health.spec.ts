import { newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { InboundViewRepository } from '../../src/link-entries/inbound-view.repository';
import { ProjectedInbounds } from '../../src/inbounds/projected-inbounds.repository';
import { ProjectedServers } from '../../src/servers/projected-servers.repository';
import { ServerHealthConsumer } from '../../src/servers/server-health.consumer';
import { type RunningCore, startCore } from '../start-core';
import { linkEstate, type LinkEstate, linksIn } from './link-estate';

let core: RunningCore;
let estate: LinkEstate;
beforeAll(async () => {
  core = await startCore({});
  estate = await linkEstate(core);
});
afterAll(() => core.close());

let revision = 0n;

/** As the event of nodes says. */
async function becomes(serverId: string, state: 'HEALTHY' | 'UNHEALTHY', at = (revision += 1n)): Promise<void> {
  const told = { serverId, tenantId: estate.tenant, revision: at, score: 100, loadMilli: 0, reasons: [] };
  const event = { ...told, since: new Date(), state: `SERVER_HEALTH_STATE_${state}` } as const;
  await core.get(ServerHealthConsumer).changed(event);
}

/** A second server, with one of the inbounds of the first. */
async function anotherServer(address: string): Promise<string> {
  const [sample] = estate.inbounds;
  if (!sample) throw new Error('the estate has no inbounds');
  const { view, ...inbound } = { ...sample, id: newId(), serverId: newId() };
  const server = { ...estate.server, id: inbound.serverId, name: 'Berlin 1', addresses: [address] };
  await core.get(ProjectedServers).store(server);
  await core.get(ProjectedInbounds).store(inbound);
  await core.get(InboundViewRepository).store(inbound.id, 1n, view);
  const change = 'mutation ($id: ID!, $input: UpdateGroupInput!) { made: updateGroup(id: $id, input: $input) { id } }';
  const inboundIds = [...estate.inbounds.map(({ id }) => id), inbound.id];
  await estate.ask(change, { id: estate.groupId, input: { inboundIds } });
  return server.id;
}

it('a server that nobody reaches leaves the links, and returns to them by itself', async () => {
  const user = await estate.user();
  const shown = async () => {
    const links = linksIn(await estate.fetch(user.token));
    return [...new Set(links.flatMap((link) => /198\.51\.100\.9|203\.0\.113\.7/.exec(link)?.[0] ?? []))].sort();
  };
  const other = await anotherServer('198.51.100.9');
  const both = ['198.51.100.9', '203.0.113.7'];
  // The links of VMess hold their address in base64; all others show it.
  await eventually(async () => expect(await shown()).toEqual(both));
  await becomes(estate.server.id, 'UNHEALTHY');
  await eventually(async () => expect(await shown()).toEqual(['198.51.100.9']));
  await becomes(estate.server.id, 'HEALTHY', 0n); // late, and older than what is known
  expect(await shown()).toEqual(['198.51.100.9']);
  await becomes(other, 'UNHEALTHY');
  await eventually(async () => expect(await shown()).toEqual(both)); // better than an empty list
  await becomes(estate.server.id, 'HEALTHY');
  await eventually(async () => expect(await shown()).toEqual(['203.0.113.7']));
  await becomes(other, 'HEALTHY');
  await eventually(async () => expect(await shown()).toEqual(both));
});
