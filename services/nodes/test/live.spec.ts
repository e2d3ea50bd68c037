import type { ListSessionsRequest } from '@vortex/contracts/tunnel';
import type { LiveSessionList } from '@vortex/contracts/nodes';
import { FAN_OUT, LOG, newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { OpenAgents } from '../src/agents/open-agents.service';
import { Answering } from '../src/live/answering.service';
import { Asking } from '../src/live/asking.service';
import type { AgentDouble } from './agent-double';
import { startAgents } from './start-agents';

let nodes: Awaited<ReturnType<typeof startAgents>>;
beforeAll(async () => (nodes = await startAgents()));
afterAll(() => nodes.stop());

const capabilities = ['logs', 'session_ids'];

/** An active server that serves a user, and its agent. */
async function aServed(hello: object = { capabilities }) {
  const { id: serverId } = await nodes.given.server({ state: 'SERVER_STATE_ACTIVE' });
  const inbound = await nodes.given.inbound(serverId);
  const user = await nodes.userOf(inbound.id);
  const { agent } = await nodes.enrolled(serverId);
  agent.connect(hello);
  await agent.next('welcome');
  return { serverId, inbound, user, agent };
}

/** Answers the next question about sessions, and says what was asked. */
async function answer(agent: AgentDouble, sessions: () => object[]): Promise<ListSessionsRequest | undefined> {
  const { value } = await agent.next('listSessions');
  const list = sessions();
  agent.send({ $case: 'sessions', value: { id: value.id, sessions: { sessions: list, total: BigInt(list.length) } } });
  return value.request;
}

const session = (userId: string, given: object = {}) => ({
  ...{ userId, deviceId: newId(), inboundTag: newId(), source: '203.0.113.7', since: new Date(), id: 7n },
  ...given,
});
const usersOf = ({ sessions }: LiveSessionList) => sessions.map(({ userId }) => userId);

describe('the open sessions of a user', () => {
  it('are asked of the servers it is served on, and come with where they are', async () => {
    const { serverId, user, agent } = await aServed();
    const answering = answer(agent, () => [session(user.id, { uplinkBytes: 5n })]);
    const list = await nodes.operator.listUserSessions({ userId: user.id, limit: 0 });
    expect(await answering).toMatchObject({ userId: user.id, limit: 100 });
    expect(list).toMatchObject({ total: 1n, unreachableServerIds: [] });
    expect(list.sessions).toMatchObject([
      { serverId, userId: user.id, id: '7', source: '203.0.113.7', uplinkBytes: 5n },
    ]);
  });

  it('are nobody’s else to see, nor to end', async () => {
    const { user, agent } = await aServed();
    const nothing = { sessions: [], total: 0n, unreachableServerIds: [] };
    expect(await nodes.stranger.listUserSessions({ userId: user.id, limit: 0 })).toEqual(nothing);
    expect(await nodes.stranger.killSessions({ userId: user.id, serverId: '', deviceId: '', sessionId: '' })).toEqual({
      sessions: 0,
      unreachableServerIds: [],
    });
    expect(agent.received.filter(({ $case }) => $case === 'kill' || $case === 'listSessions')).toEqual([]);
    await expect(nodes.reader.listUserSessions({ userId: user.id, limit: 0 })).rejects.toMatchObject({
      kind: 'permission_denied',
    });
  });

  it('of a server whose agent is away are not known, and that is said', async () => {
    const { serverId, user, agent } = await aServed();
    agent.close();
    await eventually(async () => {
      expect(await nodes.operator.listUserSessions({ userId: user.id, limit: 0 })).toMatchObject({
        unreachableServerIds: [serverId],
      });
    });
  });
});

describe('the open sessions on a server', () => {
  it('are those of the caller’s tenant, on a server that is shared too', async () => {
    const { id: serverId } = await nodes.given.server({ state: 'SERVER_STATE_ACTIVE', shared: true });
    const inbound = await nodes.given.inbound(serverId, { shared: true });
    const mine = await nodes.userOf(inbound.id);
    const theirs = { ...mine, id: newId(), tenantId: nodes.tenants.stranger, groupIds: [] };
    await nodes.people.learn([theirs]);
    const { agent } = await nodes.enrolled(serverId);
    agent.connect({ capabilities });
    await agent.next('welcome');
    for (const [rpc, seen] of [[nodes.operator, mine.id] as const, [nodes.stranger, theirs.id] as const]) {
      const answering = answer(agent, () => [session(mine.id), session(theirs.id)]);
      expect(usersOf(await rpc.listServerSessions({ serverId, limit: 0 }))).toEqual([seen]);
      await answering;
    }
  });

  it('of another tenant’s server are not there', async () => {
    const { id: serverId } = await nodes.given.server();
    await expect(nodes.stranger.listServerSessions({ serverId, limit: 0 })).rejects.toHaveCode('server_not_found');
  });
});

describe('an order to end sessions', () => {
  it('reaches the engine through the agent, and is on record', async () => {
    const engine = { version: '1', epoch: 7n, capabilities: ['session_ids'] };
    const { serverId, user, agent } = await aServed({ capabilities, engine });
    const killing = nodes.operator.killSessions({ userId: user.id, serverId, deviceId: '', sessionId: '42' });
    const { value } = await agent.next('kill');
    expect(value.request).toMatchObject({ userId: user.id, sessionId: 42n });
    agent.send({ $case: 'killed', value: { id: value.id, killed: { sessions: 1 } } });
    expect(await killing).toEqual({ sessions: 1, unreachableServerIds: [] });
  });

  it('on a server of others is refused', async () => {
    const { serverId, user } = await aServed();
    const killing = nodes.stranger.killSessions({ userId: user.id, serverId, deviceId: '', sessionId: '' });
    await expect(killing).rejects.toHaveCode('server_not_found');
  });

  it('for one session is not given to a node that would end all', async () => {
    const { serverId, user, agent } = await aServed({ capabilities: ['logs'] });
    expect(await nodes.operator.killSessions({ userId: user.id, serverId, deviceId: '', sessionId: '42' })).toEqual({
      ...{ sessions: 0, unreachableServerIds: [serverId] },
    });
    expect(agent.received.map(({ $case }) => $case)).not.toContain('kill');
  });
});

describe('another replica', () => {
  it('asks the one that holds the agent, and is answered with what is its asker’s to see', async () => {
    const { serverId, user, agent } = await aServed();
    const away = new Asking(new OpenAgents(), nodes.get(Answering), nodes.get(FAN_OUT), nodes.get(LOG));
    away.onApplicationBootstrap();
    try {
      const question = { kind: 'sessions', tenantId: nodes.tenants.operator, limit: 10 } as const;
      const other = newId();
      // A replica hears only what is asked once it listens.
      const asked = eventually(() => away.ask(serverId, question));
      await answer(agent, () => [session(user.id, { uplinkBytes: 2n ** 60n }), session(other)]);
      const { sessions, total } = await asked;
      expect(total).toBe(1);
      expect(sessions).toMatchObject([
        { serverId, userId: user.id, uplinkBytes: 2n ** 60n, since: expect.any(Date) as Date },
      ]);
    } finally {
      away.onApplicationShutdown();
    }
  });
});

describe('what a server logs', () => {
  it('is for its own tenant, and only while its agent answers', async () => {
    const { serverId, agent } = await aServed();
    const asking = nodes.operator.tailLogs({ serverId, lines: 2 });
    const { value } = await agent.next('tailLogs');
    expect(value.lines).toBe(2);
    agent.send({ $case: 'logs', value: { id: value.id, lines: [{ source: 'LOG_SOURCE_ENGINE', text: 'serving' }] } });
    expect((await asking).lines).toMatchObject([{ source: 'LOG_SOURCE_ENGINE', text: 'serving' }]);
    await expect(nodes.stranger.tailLogs({ serverId, lines: 0 })).rejects.toHaveCode('server_not_found');
    agent.close();
    await eventually(() =>
      expect(nodes.operator.tailLogs({ serverId, lines: 0 })).rejects.toHaveCode('server_unreachable'),
    );
  });

  it('on a shared server is not for those it is shared with', async () => {
    const { id: serverId } = await nodes.given.server({ shared: true });
    await expect(nodes.stranger.tailLogs({ serverId, lines: 0 })).rejects.toHaveCode('server_not_found');
  });
});
