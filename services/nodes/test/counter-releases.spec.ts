import { Database } from '@vortex/database';
import { eventually } from '@vortex/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { NodeWake } from '../src/agents/node-wake.service';
import type { KnownUser } from '../src/people/known-user';
import { CountingEngine, type CutAt } from './counting-engine';
import { startAgents } from './start-agents';

jest.setTimeout(240_000);

const patience = { timeoutMs: 60_000 };
let nodes: Awaited<ReturnType<typeof startAgents>>;
beforeAll(async () => (nodes = await startAgents()));
afterAll(() => nodes.stop());

const open: CountingEngine[] = [];
afterEach(() => {
  for (const engine of open.splice(0)) engine.cut();
});

/** An active server with an engine that counts. */
async function aNode(...[epoch, capabilities]: [epoch?: bigint, capabilities?: string[]]) {
  const { id: serverId } = await nodes.given.server({ state: 'SERVER_STATE_ACTIVE' });
  const inbound = await nodes.given.inbound(serverId);
  const { root, identity, keys } = await nodes.enrolled(serverId);
  const dial = () => nodes.double(root, identity, keys);
  const engine = new CountingEngine(dial, inbound.id, epoch, capabilities);
  open.push(engine);
  engine.connect();
  const look = () => nodes.get(NodeWake).afterCommit([serverId], 'compare');
  return { serverId, inbound, dial, engine, look };
}

type Node = Awaited<ReturnType<typeof aNode>>;

/** A user of the node, who comes and goes. */
async function aUser({ inbound, engine }: Node, given: Partial<KnownUser> = {}) {
  const user = await nodes.userOf(inbound.id, given);
  let revision = user.revision;
  const become = (status: string) => nodes.people.learn([{ ...user, status, revision: (revision += 1n) }]);
  const is = (there: boolean) => eventually(() => engine.present.has(user.id) === there, patience);
  await is(true);
  return {
    id: user.id,
    leaves: () => become('disabled'),
    returns: () => become('active'),
    isThere: () => is(true),
    isGone: () => is(false),
  };
}

const rows = async (table: string, serverId: string) => {
  const [row] = await nodes
    .get(Database)
    .sql.query<{ count: bigint }>(`SELECT count(*) AS count FROM ${table} WHERE server_id = $1`, [serverId]);
  return Number(row?.count);
};
const total = async (serverId: string) => {
  const [row] = await nodes
    .get(Database)
    .sql.query<{ bytes: bigint }>(
      'SELECT coalesce(sum(downlink_bytes), 0)::bigint AS bytes FROM usage_hour WHERE server_id = $1',
      [serverId],
    );
  return row?.bytes ?? 0n;
};
const isBooked = ({ serverId }: Node, bytes: bigint) =>
  eventually(async () => expect(await total(serverId)).toBe(bytes), patience);

/** Asks again and again, as time does, until the engine has nothing left of those who are gone. */
const isReleased = ({ engine, look }: Node, left: number) =>
  eventually(
    () => {
      if (!engine.isConnected) engine.connect();
      look();
      return engine.counters.size === left && engine.charged.size === engine.present.size;
    },
    { ...patience, intervalMs: 100 },
  );

describe('a counter that nobody can add to', () => {
  it('is forgotten by engine and panel, and what was leased of its user with it', async () => {
    const node = await aNode();
    const { engine, serverId } = node;
    const [stays, goes] = [await aUser(node), await aUser(node, { limitBytes: 10_000_000n })];
    for (const { id } of [stays, goes]) engine.carry(id, 1_000n);
    engine.report();
    await isBooked(node, 2_000n);
    expect([await rows('usage_counter', serverId), await rows('quota_lease', serverId)]).toEqual([2, 1]);
    await goes.leaves();
    await goes.isGone();
    await isReleased(node, 1);
    await eventually(async () => {
      const counted = await Promise.all(
        ['usage_counter', 'quota_lease', 'usage_release'].map((t) => rows(t, serverId)),
      );
      expect(counted).toEqual([1, 0, 0]);
    }, patience);
    await goes.returns();
    await goes.isThere();
    engine.carry(goes.id, 5n);
    engine.report();
    await isBooked(node, 2_005n);
  });

  it('counts by the word of the engine where a report of it was lost', async () => {
    const node = await aNode();
    const goes = await aUser(node);
    node.engine.carry(goes.id, 77n);
    await goes.leaves();
    await goes.isGone();
    await isReleased(node, 0);
    await isBooked(node, 77n);
  });

  it.each<CutAt>(['asked', 'ordered', 'released'])(
    'counts once when its agent is cut off as it is %s',
    async (cutAt) => {
      const node = await aNode();
      const { engine, serverId, look } = node;
      const goes = await aUser(node);
      engine.carry(goes.id, 1_000n);
      engine.report();
      await isBooked(node, 1_000n);
      await goes.leaves();
      await goes.isGone();
      engine.cutAt = cutAt;
      await eventually(() => (look(), !engine.isConnected), { ...patience, intervalMs: 100 });
      await goes.returns();
      engine.connect();
      await goes.isThere();
      engine.carry(goes.id, 30n);
      engine.report();
      await isBooked(node, 1_030n);
      expect(await rows('usage_release', serverId)).toBe(0);
    },
  );

  it('does not come back by what an earlier stream still holds', async () => {
    const node = await aNode();
    const { engine, dial, inbound, serverId } = node;
    const goes = await aUser(node);
    engine.carry(goes.id, 1_000n);
    engine.report();
    await isBooked(node, 1_000n);
    engine.cut();
    const earlier = dial();
    earlier.connect({ engine: { version: '1', epoch: 7n } });
    await earlier.next('welcome');
    engine.connect();
    await goes.leaves();
    await goes.isGone();
    await isReleased(node, 0);
    await eventually(async () => expect(await rows('usage_counter', serverId)).toBe(0), patience);
    const late = { userId: goes.id, deviceId: goes.id, inboundTag: inbound.id, uplinkBytes: 0n, downlinkBytes: 1_000n };
    earlier.send({ $case: 'usage', value: { number: 1n, report: { epoch: 7n, at: new Date(), counters: [late] } } });
    await eventually(() => expect(earlier.failure).toMatchObject({ details: 'replaced' }), patience);
    expect([await total(serverId), await rows('usage_report', serverId)]).toEqual([1_000n, 0]);
  });

  it('stays with an engine or agent that does not know how to release it', async () => {
    const node = await aNode(7n, []);
    const { engine, serverId, look } = node;
    const goes = await aUser(node);
    engine.carry(goes.id, 9n);
    engine.report();
    await isBooked(node, 9n);
    await goes.leaves();
    await goes.isGone();
    look();
    await goes.returns();
    await goes.isThere();
    expect([engine.counters.size, await rows('usage_counter', serverId)]).toEqual([1, 1]);
  });
});

describe('counters of an earlier epoch', () => {
  it('are forgotten once the agent will not tell of them any more', async () => {
    const node = await aNode();
    const { engine, dial, inbound, serverId } = node;
    const user = await aUser(node);
    engine.carry(user.id, 10n);
    engine.report();
    await isBooked(node, 10n);
    engine.cut();
    const next = new CountingEngine(dial, inbound.id, 8n);
    open.push(next);
    next.connect();
    await eventually(() => next.present.has(user.id), patience);
    next.carry(user.id, 4n);
    next.report();
    await isBooked(node, 14n);
    next.metrics({});
    next.metrics({ onlyEpoch: 7n });
    next.carry(user.id, 1n);
    next.report();
    await isBooked(node, 15n);
    expect(await rows('usage_counter', serverId)).toBe(2);
    await eventually(
      async () => {
        next.metrics({ onlyEpoch: 8n });
        return (await rows('usage_counter', serverId)) === 1;
      },
      { ...patience, intervalMs: 200 },
    );
    next.report();
    next.carry(user.id, 1n);
    next.report();
    await isBooked(node, 16n);
  });
});

/** The same numbers at every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => Math.floor(((state = (state * 48_271) % 2_147_483_647) / 2_147_483_647) * below);
}

describe('what engines count', () => {
  it.each([20_261_130, 4_711])('is what is in the books, whoever comes, goes and dies (seed %d)', async (seed) => {
    const random = randomFrom(seed);
    const node = await aNode();
    const { engine, look, serverId } = node;
    const users = [await aUser(node), await aUser(node), await aUser(node)];
    const cuts = ['asked', 'ordered', 'released', undefined] as const;
    for (let step = 0; step < 60; step += 1) {
      const user = users[random(users.length)];
      if (!user) continue;
      if (!engine.isConnected) engine.connect();
      const steps: (() => unknown)[] = [
        () => user.leaves(),
        () => user.returns(),
        () => engine.carry(user.id, BigInt(random(1_000))),
        () => engine.report(),
        look,
        () => (engine.cutAt = cuts[random(cuts.length)]),
        () => engine.cut(),
      ];
      await steps[random(steps.length)]?.();
      await pause(random(40));
    }
    engine.cutAt = undefined;
    if (!engine.isConnected) engine.connect();
    for (const user of users) await user.leaves();
    for (const user of users) await user.isGone();
    await isReleased(node, 0);
    await isBooked(node, engine.carried);
    await eventually(async () => expect(await rows('usage_counter', serverId)).toBe(0), patience);
  });
});
