import { ServerHealthChanged } from '@vortex/contracts/nodes';
import { Metrics } from '@vortex/kit';
import { eventually, FakeClock } from '@vortex/testing';
import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:net';
import { newX25519Pair } from '../src/keys/x25519';
import { HealthWatch } from '../src/health/health-watch.service';
import { startAgents } from './start-agents';

const clock = new FakeClock(new Date());
let nodes: Awaited<ReturnType<typeof startAgents>>;
let door: Server | undefined;
beforeAll(async () => (nodes = await startAgents({ clock })));
afterEach(close);
afterAll(() => nodes.stop());

/** Greets as SOCKS does, at a port: any free one, or the one that is named. */
async function open(port = 0): Promise<number> {
  const listening = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.from([5, 2])));
  });
  await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve));
  await close();
  door = listening;
  return (listening.address() as { port: number }).port;
}

async function close(): Promise<void> {
  const open = door;
  door = undefined;
  if (open) await new Promise((resolve) => open.close(resolve));
}

async function aNode(port: number, given: object = {}) {
  const server = { state: 'SERVER_STATE_ACTIVE', addresses: ['127.0.0.1'] } as const;
  const { id: serverId } = await nodes.given.server({ ...server, addresses: [...server.addresses] });
  const inbound = await nodes.given.inbound(serverId, { port, ...given });
  const { agent } = await nodes.enrolled(serverId);
  agent.connect();
  await agent.next('welcome');
  return { serverId, inbound, agent };
}

const health = async (serverId: string) => (await nodes.operator.batchGetHealth({ serverIds: [serverId] })).servers[0];

/** Time goes on, and the panel looks whenever it is time to, until the server is so. */
function becomes(serverId: string, state: string) {
  return eventually(async () => {
    clock.advance(5_000);
    await nodes.get(HealthWatch).round();
    const found = await health(serverId);
    expect(found?.state).toBe(`SERVER_HEALTH_STATE_${state}`);
    return found;
  });
}

it('a server whose inbounds take no handshakes becomes unhealthy, says why, and comes back by itself', async () => {
  const port = await open();
  const { serverId, inbound } = await aNode(port);
  const first = await becomes(serverId, 'HEALTHY');
  expect(first?.inbounds).toMatchObject([{ inboundId: inbound.id, reachable: true, failure: '' }]);
  await close();
  const gone = await becomes(serverId, 'UNHEALTHY');
  expect(gone?.reasons).toContainEqual({ code: 'inbound_unreachable', inboundId: inbound.id });
  expect(gone?.inbounds).toMatchObject([{ inboundId: inbound.id, reachable: false, failure: 'refused', latencyMs: 0 }]);
  const figures = await nodes.get(Metrics).text();
  expect(figures).toContain('vortex_servers{state="unhealthy"} 1');
  expect(figures).toContain('vortex_servers{state="healthy"} 0');
  expect(figures).toContain('vortex_servers_ailing{reason="inbound_unreachable"} 1');
  await open(port);
  // Without its agent, which has been silent since, it is not quite well.
  await becomes(serverId, 'DEGRADED');
  const told = nodes.events.of(ServerHealthChanged).filter((event) => event.serverId === serverId);
  const states = told.map(({ state }) => state.replace('SERVER_HEALTH_STATE_', ''));
  expect(states[0]).toBe('HEALTHY');
  expect(states).toContain('UNHEALTHY');
  await eventually(() => {
    const last = nodes.events.of(ServerHealthChanged).filter((event) => event.serverId === serverId);
    expect(last.at(-1)?.state).toBe('SERVER_HEALTH_STATE_DEGRADED');
    expect(last.map(({ revision }) => revision)).toEqual(last.map((_, n) => BigInt(n + 1)));
  });
});

it('what is no door of ours is not taken for one', async () => {
  const listening = createServer((socket) => {
    socket.on('error', () => undefined).resume();
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { serverId } = await aNode((listening.address() as { port: number }).port);
  const gone = await becomes(serverId, 'UNHEALTHY');
  expect(gone?.inbounds).toMatchObject([{ reachable: false, failure: 'handshake_failed' }]);
  await new Promise((resolve) => listening.close(resolve));
});

it('a WireGuard inbound is not there where nobody listens for it', async () => {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  const secretKey = newX25519Pair().privateKey.toString('base64');
  const settingsJson = JSON.stringify({ secretKey, addressPools: { ipv4: '10.9.0.0/24' } });
  const { serverId } = await aNode(port, { protocol: 'INBOUND_PROTOCOL_WIREGUARD', settingsJson });
  const gone = await becomes(serverId, 'UNHEALTHY');
  expect(gone?.inbounds).toMatchObject([{ reachable: false, failure: 'refused' }]);
});

it('is known only of servers that one may see, and of none that never was there', async () => {
  const port = await open();
  const { serverId } = await aNode(port);
  await becomes(serverId, 'HEALTHY');
  expect((await nodes.stranger.batchGetHealth({ serverIds: [serverId] })).servers).toEqual([]);
  const { id: quiet } = await nodes.given.server({ state: 'SERVER_STATE_ACTIVE' });
  expect(await health(quiet)).toBeUndefined();
});

it('ails where its agent is of a release before and inbounds want instances: it goes on with what it has', async () => {
  const given = { state: 'SERVER_STATE_ACTIVE', addresses: ['127.0.0.1'] } as const;
  const { id: serverId } = await nodes.given.server({ ...given, addresses: [...given.addresses] });
  const { id } = await nodes.given.inbound(serverId, { port: await open(), instance: 'edge' });
  const { agent, root, identity, keys } = await nodes.enrolled(serverId);
  const capabilities = ['instances'];
  agent.connect({ capabilities, engine: { version: '1', epoch: 7n, capabilities } });
  const { hash: configHash } = (await agent.next('config')).value;
  agent.send({ $case: 'config', value: { hash: configHash } });
  await agent.next('users');
  agent.close();
  const node = async () => (await nodes.operator.batchGetNodes({ serverIds: [serverId] })).nodes[0];
  expect(await node()).toMatchObject({ problem: '', appliedConfigHash: configHash });
  const older = nodes.double(root, identity, keys);
  older.connect({ configHash });
  await older.next('users'); // what comes after a configuration
  expect(older.received.filter(({ $case }) => $case === 'config')).toEqual([]);
  const problem = `instances_not_supported: the inbound ${id} wants an instance of its own`;
  expect(await node()).toMatchObject({ problem, appliedConfigHash: '', wantedConfigHash: configHash });
  const { reasons } = (await becomes(serverId, 'DEGRADED')) ?? {};
  expect(reasons).toContainEqual({ code: 'configuration_refused', inboundId: '' });
});
