import { ServerLatencyChanged } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { addressFile, eventually, FakeClock } from '@vortex/testing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LatencyRetention } from '../src/latency/latency-retention.service';
import { startAgents } from './start-agents';

const clock = new FakeClock(new Date());
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
let nodes: Awaited<ReturnType<typeof startAgents>>;
let path: string;
/** Made before time goes on: what the operator signed in with ends soon. */
const servers: Awaited<ReturnType<typeof aServer>>[] = [];

beforeAll(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'addresses-')), 'places.mmdb');
  const records = [
    { network: '203.0.113.0/24', country: 'DE' },
    { network: '198.51.100.0/24', country: 'FR' },
  ];
  await writeFile(path, addressFile(records));
  nodes = await startAgents({ clock, environment: { VORTEX_GEOIP_FILE: path } });
  for (let n = 0; n < 5; n++) servers.push(await aServer());
});
afterAll(async () => {
  await nodes.stop();
  await rm(dirname(path), { recursive: true });
});

function next() {
  const server = servers.pop();
  if (!server) throw new Error('there are too few servers');
  return server;
}

async function aServer() {
  const { id: serverId } = await nodes.given.server({ state: 'SERVER_STATE_ACTIVE' });
  const { agent } = await nodes.enrolled(serverId);
  agent.connect();
  await agent.next('welcome');
  const stored = async (): Promise<Readonly<Record<string, object>>> => {
    const [row] = await nodes
      .get(Database)
      .sql.query<{ places: Record<string, object> }>('SELECT places FROM server_latency WHERE server_id = $1', [
        serverId,
      ]);
    return row?.places ?? {};
  };
  return {
    serverId,
    stored,
    /** So many customers of a network are so far away. */
    measures: (network: string, ms: number, customers = 40) => {
      const roundTripsUs = Array.from({ length: customers }, () => ms * 1_000);
      agent.send({ $case: 'latencies', value: { networks: [{ network, roundTripsUs }] } });
    },
    /** Everything others were told, in its order. */
    told: () => nodes.events.of(ServerLatencyChanged).filter((event) => event.serverId === serverId),
  };
}

const german = '203.0.113.0/24';
const french = '198.51.100.0/24';
const nobodyKnows = '192.0.2.0/24';

it('tells of each country how far its customers are, and keeps no address', async () => {
  const { told, measures, stored } = next();
  measures(german, 30);
  await eventually(() => expect(told()).toMatchObject([{ revision: 1n, places: [{ country: 'DE' }] }]));
  measures(french, 90);
  measures(nobodyKnows, 200);
  await eventually(async () => expect(Object.keys(await stored()).sort()).toEqual(['', 'DE', 'FR']));
  clock.advance(5 * minuteMs);
  measures(german, 30);
  await eventually(() => expect(told()).toHaveLength(2));
  const [, last] = told();
  expect(last).toMatchObject({ revision: 2n, tenantId: nodes.tenants.operator });
  expect(last?.places.map(({ country }) => country)).toEqual(['', 'DE', 'FR']);
  const [unknown, near, far] = last?.places.map(({ medianMs }) => medianMs) ?? [];
  for (const [found, actual] of [
    [near, 30],
    [far, 90],
    [unknown, 200],
  ] as const) {
    expect(found).toBeGreaterThan(actual / 1.25);
    expect(found).toBeLessThan(actual * 1.25);
  }
  expect(JSON.stringify(await stored())).not.toMatch(/203\.0|198\.51|192\.0/);
});

it('tells nothing again while measurements move a little, and no more often than every five minutes', async () => {
  const { told, measures, stored } = next();
  measures(german, 100);
  await eventually(() => expect(told()).toHaveLength(1));
  clock.advance(10 * minuteMs);
  const after = async (ms: number, customers: number) => {
    const before = JSON.stringify(await stored());
    measures(german, ms, customers);
    await eventually(async () => expect(JSON.stringify(await stored())).not.toBe(before));
  };
  await after(105, 100);
  expect(told()).toHaveLength(1);
  await after(300, 400);
  await eventually(() => expect(told()).toHaveLength(2));
  await after(900, 1_500);
  expect(told()).toHaveLength(2);
  clock.advance(5 * minuteMs);
  await after(900, 1);
  await eventually(() => expect(told().map(({ revision }) => revision)).toEqual([1n, 2n, 3n]));
});

it('takes the word of a server for itself alone, and of nonsense nothing', async () => {
  const one = next();
  const other = next();
  one.measures('what is this', 30);
  one.measures(german, 1_000_000);
  one.measures(german, 30);
  await eventually(() => expect(one.told()).toHaveLength(1));
  expect(one.told()[0]?.places).toHaveLength(1);
  expect([other.told(), await other.stored()]).toEqual([[], {}]);
});

it('says that it is not known any more a week after it was measured last', async () => {
  const { told, measures } = next();
  measures(german, 30);
  await eventually(() => expect(told()).toHaveLength(1));
  clock.advance(6 * dayMs);
  await nodes.get(LatencyRetention).round();
  expect(told()).toHaveLength(1);
  clock.advance(1.5 * dayMs);
  await nodes.get(LatencyRetention).round();
  await eventually(() => expect(told().at(-1)).toMatchObject({ revision: 2n, places: [] }));
});
