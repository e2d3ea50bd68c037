import { Database } from '@vortex/database';
import { eventually } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import type { KnownUser } from '../src/people/known-user';
import { SlotRepository } from '../src/slots/slot.repository';
import { UsageRetention } from '../src/usage/usage-retention.service';
import { AgentDouble } from './agent-double';
import { SlotEngine } from './slot-engine';
import { startAgents } from './start-agents';

const patienceMs = 60_000;
jest.setTimeout(3 * patienceMs);

type Nodes = Awaited<ReturnType<typeof startAgents>>;

const environment = { VORTEX_MASTER_KEY: randomBytes(32).toString('base64') };
const [phone, laptop, cafe] = [101n, 102n, 2n ** 64n - 1n];
/** However busy the machine is. */
const soon = <T>(check: () => T | Promise<T>): Promise<T> => eventually(check, { timeoutMs: patienceMs });
let one: Nodes;
let other: Nodes;
beforeAll(async () => {
  one = await startAgents({ cache: 'redis', environment });
  other = await startAgents({
    cache: 'redis',
    environment: { ...environment, VORTEX_NODES_DATABASE_URL: one.databaseUrl },
  });
});
const engines: SlotEngine[] = [];
afterEach(() => engines.splice(0).forEach((engine) => engine.cutOff()));
afterAll(async () => {
  await other.stop();
  await one.stop();
});

/** A server whose agent is with one of the replicas. */
async function aServer(replica: Nodes) {
  const { id: serverId } = await one.given.server({ state: 'SERVER_STATE_ACTIVE' });
  const inbound = await one.given.inbound(serverId);
  const { root, identity, keys } = await one.enrolled(serverId);
  const dial = () => AgentDouble.at(replica.address, root, identity, keys);
  const agent = dial();
  agent.connect();
  const engine = new SlotEngine(agent);
  engines.push(engine);
  await soon(() => engine.revision > 0n);
  return { serverId, inbound, engine, dial };
}

/** Servers at both replicas in turn, and a user on all of them. */
async function aFleet(size: number, given: Partial<KnownUser>) {
  const servers: Awaited<ReturnType<typeof aServer>>[] = [];
  for (let n = 0; n < size; n += 1) servers.push(await aServer(n % 2 === 0 ? one : other));
  const [first] = servers;
  if (!first) throw new Error('a fleet without servers');
  const user = await one.userOf(first.inbound.id, { status: 'disabled', ...given });
  const [groupId = ''] = user.groupIds;
  const inboundIds = servers.map(({ inbound }) => inbound.id);
  await one.people.learnGroup({ id: groupId, tenantId: user.tenantId, inboundIds, revision: 2n });
  await one.people.learn([{ ...user, status: 'active', revision: 2n }]);
  const theirs = servers.map(({ engine }) => engine);
  await soon(() => theirs.every((engine) => engine.knows(user.id)));
  return { servers, engines: theirs as [SlotEngine, SlotEngine, SlotEngine], user };
}

/** The addresses of the user on all engines, each once. */
const connected = (on: readonly SlotEngine[], { id }: KnownUser) => new Set(on.flatMap((engine) => engine.has(id)));

/** The servers that have slots of the user, or had. */
async function leasesOf({ id }: KnownUser): Promise<readonly string[]> {
  const rows = await one
    .get(Database)
    .sql.query<{ serverId: string }>('SELECT server_id AS "serverId" FROM slot_lease WHERE user_id = $1', [id]);
  return rows.map(({ serverId }) => serverId);
}

/** Who is there, as it is stored. */
async function presentOf({ id }: KnownUser): Promise<readonly bigint[]> {
  const accounts = await one.get(Database).run(() => one.get(SlotRepository).lock([id], '', new Date(0)));
  return accounts.flatMap(({ leases }) => leases.flatMap(({ present }) => present));
}

describe('a user who may have two addresses', () => {
  it('has two on all servers together; a third is refused, and let in once one has left another server', async () => {
    const { engines: all, user } = await aFleet(3, { mostAddresses: 2 });
    const [first, second, third] = all;
    await soon(() => first.comes(user.id, phone));
    await soon(() => second.comes(user.id, laptop));
    expect(third.comes(user.id, cafe)).toBe(false);
    await soon(() => first.slots(user.id).wantedElsewhere); // it was asked for, and there was none to give
    expect(third.comes(user.id, cafe)).toBe(false);
    first.leaves(user.id, phone);
    await soon(() => third.comes(user.id, cafe));
    expect(first.comes(user.id, phone)).toBe(false);
    expect(connected(all, user)).toEqual(new Set([laptop, cafe]));
    // As numbers, as engines tell of them: a text would equal none of those.
    await soon(async () => expect(await presentOf(user)).toContain(laptop));
  });

  it('takes one of them for an address that is on several servers', async () => {
    const { engines: all, user } = await aFleet(3, { mostAddresses: 2 });
    const [, second, third] = all;
    for (const engine of all) await soon(() => engine.comes(user.id, phone));
    await soon(() => second.comes(user.id, laptop));
    expect(connected(all, user)).toEqual(new Set([phone, laptop]));
    expect(third.comes(user.id, cafe)).toBe(false);
  });

  it('keeps what a server has while the panel is gone, and no more', async () => {
    const { engines: all, servers, user } = await aFleet(2, { mostAddresses: 2 });
    const [first, second] = all;
    expect([first.comes(user.id, phone), second.comes(user.id, laptop)]).toEqual([true, true]);
    first.cutOff();
    first.leaves(user.id, phone);
    expect([first.comes(user.id, cafe), first.comes(user.id, phone)]).toEqual([true, false]);
    first.leaves(user.id, phone);
    second.comes(user.id, 104n);
    second.leaves(user.id, laptop);
    expect([second.comes(user.id, 104n), second.comes(user.id, 105n)]).toEqual([true, false]);
    first.leaves(user.id, cafe);
    await soon(() => !second.comes(user.id, 106n) && second.has(user.id).length === 1); // nor does it go elsewhere
    const back = servers[0]?.dial();
    if (back) first.comeBack(back, {});
    await soon(() => second.comes(user.id, 106n));
    expect(connected(all, user).size).toBe(2);
  });

  it('has those of a lost server again when its operator writes it off, who cannot while it is there', async () => {
    const { engines: all, servers, user } = await aFleet(2, { mostAddresses: 2 });
    const [first, second] = all;
    const { serverId = '', dial } = servers[0] ?? {};
    expect([first.comes(user.id, phone), second.comes(user.id, laptop)]).toEqual([true, true]);
    await expect(one.operator.writeOffNode({ serverId })).rejects.toHaveCode('server_connected');
    await expect(one.stranger.writeOffNode({ serverId })).rejects.toHaveCode('server_not_found');
    first.cutOff();
    expect(second.comes(user.id, cafe)).toBe(false);
    await soon(() => one.operator.writeOffNode({ serverId }));
    await soon(() => second.comes(user.id, cafe));
    const back = dial?.();
    if (back) first.comeBack(back, {});
    await soon(() => first.has(user.id).length === 0); // it is told that it has none
    expect(connected(all, user)).toEqual(new Set([laptop, cafe]));
  });

  it('has none from a server that was deleted, nor from one that knows it is gone from there', async () => {
    const { engines: all, servers, user } = await aFleet(3, { mostAddresses: 1 });
    const [first, second, third] = all;
    await soon(() => first.comes(user.id, phone));
    expect(second.comes(user.id, laptop)).toBe(false);
    const { id: groupId, inboundIds } = {
      id: user.groupIds[0] ?? '',
      inboundIds: servers.slice(1).map(({ inbound }) => inbound.id),
    };
    await one.people.learnGroup({ id: groupId, tenantId: user.tenantId, inboundIds, revision: 3n });
    await soon(() => !first.knows(user.id));
    await soon(() => second.comes(user.id, laptop));
    const [before, after] = [
      await leasesOf(user),
      await one
        .get(UsageRetention)
        .prune()
        .then(() => leasesOf(user)),
    ];
    expect(before.filter((id) => !after.includes(id))).toEqual([servers[0]?.serverId]);
    second.cutOff();
    expect(third.comes(user.id, phone)).toBe(false);
    await one.operator.deleteInbound({ id: servers[1]?.inbound.id ?? '' });
    await one.operator.deleteServer({ id: servers[1]?.serverId ?? '' });
    await soon(() => third.comes(user.id, phone));
  });
});

it('a user without limits needs no slots, and one on a lone server has all of them there', async () => {
  const free = await aFleet(2, {});
  expect(free.engines[0].slots(free.user.id)).toEqual({ any: 0, named: [], wantedElsewhere: false });
  const lone = await aFleet(1, { mostAddresses: 3 });
  expect(lone.engines[0].slots(lone.user.id).any).toBe(3);
});

it('a server has no say over slots of users it does not serve', async () => {
  const { engines: all, user } = await aFleet(2, { mostAddresses: 2 });
  const [first] = all;
  const foreign = await aServer(one);
  expect(foreign.engine.comes(user.id, cafe)).toBe(false);
  await soon(() => first.comes(user.id, phone));
  await aServer(one); // by then what the foreign one said has been heard
  expect(foreign.engine.slots(user.id).any).toBe(0);
  expect(first.slots(user.id).any).toBe(1);
});
