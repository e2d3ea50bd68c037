import type { ApplyUsersRequest, TunnelUser } from '@vortex/contracts/tunnel';
import { newId } from '@vortex/kit';
import { NodeWake } from '../src/agents/node-wake.service';
import { digestOf } from '../src/desired/user-digest';
import type { AgentDouble } from './agent-double';
import { startAgents } from './start-agents';

let nodes: Awaited<ReturnType<typeof startAgents>>;
beforeAll(async () => (nodes = await startAgents()));
afterAll(() => nodes.stop());

/** What an engine has, and how it answers for it. */
class EngineDouble {
  readonly users = new Map<string, TunnelUser>();
  private generation = '';
  private revision = 0n;

  constructor(private readonly agent: AgentDouble) {}

  /** The next change of users, made. */
  async take(): Promise<ApplyUsersRequest> {
    const { value } = await this.agent.next('users');
    const { change } = value;
    if (!change || !value.isLast) throw new Error('a small change comes in one part');
    if (change.snapshot) this.users.clear();
    for (const user of change.upserts) this.users.set(user.id, user);
    for (const id of change.removedIds) this.users.delete(id);
    ({ generation: this.generation, toRevision: this.revision } = change);
    this.agent.send({ $case: 'users', value: { generation: this.generation, revision: this.revision } });
    return change;
  }

  /** The next question about digests; answers with the buckets that were asked for. */
  async answer(): Promise<readonly number[]> {
    const { value } = await this.agent.next('digestUsers');
    const asked = value.request?.buckets ?? [];
    const buckets = new Map<number, { number: number; users: number; digest: bigint; details: object[] }>();
    for (const user of this.users.values()) {
      const number = Number.parseInt(user.id.slice(-2), 16);
      if (asked.length > 0 && !asked.includes(number)) continue;
      const bucket = buckets.get(number) ?? { number, users: 0, digest: 0n, details: [] };
      const digest = digestOf(user);
      bucket.users += 1;
      bucket.digest ^= digest;
      if (asked.length > 0) bucket.details.push({ userId: user.id, digest });
      buckets.set(number, bucket);
    }
    const digests = { generation: this.generation, revision: this.revision, buckets: [...buckets.values()] };
    this.agent.send({ $case: 'digests', value: { id: value.id, digests } });
    return asked;
  }
}

const hello = {
  capabilities: ['user_digests'],
  engine: { version: '1', epoch: 7n, capabilities: ['user_digests'] },
};

/** A server with so many users, and an engine that has them. */
async function aNode(count: number, said: object = hello) {
  const { id: serverId } = await nodes.given.server({ state: 'SERVER_STATE_ACTIVE' });
  const inbound = await nodes.given.inbound(serverId);
  const first = await nodes.userOf(inbound.id);
  const others = Array.from({ length: count - 1 }, () => ({ ...first, id: newId() }));
  await nodes.people.learn(others);
  const { agent } = await nodes.enrolled(serverId);
  agent.connect(said);
  const engine = new EngineDouble(agent);
  const config = (await agent.next('config')).value;
  agent.send({ $case: 'config', value: { hash: config.hash } });
  await engine.take();
  const compare = () => nodes.get(NodeWake).afterCommit([serverId], 'compare');
  return { inbound, agent, engine, compare, ids: [first.id, ...others.map(({ id }) => id)] };
}

describe('a node whose users are not those it was told of', () => {
  it('is told anew of these and of no others, by a change like any other', async () => {
    const { engine, compare, ids } = await aNode(300);
    const [missing = '', changed = '', other = ''] = ids;
    const user = engine.users.get(changed);
    if (!user) throw new Error('the engine lacks a user');
    const before = new Map(engine.users);
    engine.users.delete(missing);
    engine.users.set(changed, { ...user, devices: [] });
    const surplus = newId();
    engine.users.set(surplus, { ...user, id: surplus });
    compare();
    expect(await engine.answer()).toEqual([]);
    expect((await engine.answer()).length).toBeLessThanOrEqual(3);
    const change = await engine.take();
    expect(change).toMatchObject({ snapshot: false, removedIds: [surplus] });
    expect(change.upserts.map(({ id }) => id).sort()).toEqual([missing, changed].sort());
    expect(change.upserts.map(({ id }) => id)).not.toContain(other);
    expect([...engine.users.keys()].sort()).toEqual([...before.keys()].sort());
    compare();
    expect(await engine.answer()).toEqual([]); // and all is well
  });

  it('is left alone while all is as it was told', async () => {
    const { agent, engine, compare } = await aNode(20);
    compare();
    await engine.answer();
    compare();
    await engine.answer(); // a second question comes only when nothing came of the first
    expect(agent.received.filter(({ $case }) => $case === 'users')).toEqual([]);
  });

  it('is not asked where its engine cannot tell', async () => {
    const { inbound, agent, engine, compare } = await aNode(2, { capabilities: ['user_digests'] });
    compare();
    const user = await nodes.userOf(inbound.id);
    expect((await engine.take()).upserts.map(({ id }) => id)).toEqual([user.id]);
    expect(agent.received.map(({ $case }) => $case)).not.toContain('digestUsers');
  });
});
