import { AuditRecorded } from '@vortex/contracts/auth';
import { NodeIncident, UsageRecorded } from '@vortex/contracts/nodes';
import { Metrics, newId } from '@vortex/kit';
import { eventually } from '@vortex/testing';
import { newKeys } from './agent-double';
import { startAgents } from './start-agents';

let nodes: Awaited<ReturnType<typeof startAgents>>;
beforeAll(async () => (nodes = await startAgents()));
afterAll(() => nodes.stop());

const aServer = async () => (await nodes.given.server({ state: 'SERVER_STATE_ACTIVE' })).id;

interface Recorded {
  readonly serverId: string | undefined;
  readonly tenantId: string;
  readonly [fact: string]: unknown;
}

const incidents = (): Recorded[] =>
  nodes.events
    .of(AuditRecorded)
    .filter(({ action }) => action === 'nodes.node.incident')
    .map(({ subject, tenantId, afterJson }) => ({
      ...(JSON.parse(afterJson) as object),
      ...{ serverId: subject?.ids[0], tenantId },
    }));
/** In the audit, and in what core is told. */
const recorded = async (found: { incident: string; serverId: string | undefined; [fact: string]: unknown }) => {
  await eventually(() => expect(incidents()).toContainEqual(expect.objectContaining(found)));
  const { incident: kind, serverId = '' } = found;
  const tenantId = serverId && nodes.tenants.operator;
  await eventually(() =>
    expect(nodes.events.of(NodeIncident)).toContainEqual(expect.objectContaining({ kind, serverId, tenantId })),
  );
};
/** How often core was told that it was done. */
const timesTold = (kind: string, serverId: string): number =>
  nodes.events
    .of(NodeIncident)
    .filter((one) => one.kind === kind && one.serverId === serverId)
    .reduce((sum, { count }) => sum + count, 0);
const ofServer = (serverId: string) => incidents().filter((one) => one.serverId === serverId);

/** A server that serves a user, and its agent. */
async function aNode(hello: object = {}) {
  const serverId = await aServer();
  const inbound = await nodes.given.inbound(serverId);
  const user = await nodes.userOf(inbound.id);
  const { agent, ...rest } = await nodes.enrolled(serverId);
  agent.connect(hello);
  await agent.next('welcome');
  let reports = 0n;
  /** Counters as they stood; resolves when the panel has taken them. */
  const report = async (userId: string, bytes: bigint, at: Date): Promise<void> => {
    const counter = { userId, deviceId: userId, inboundTag: inbound.id, uplinkBytes: bytes, downlinkBytes: 0n };
    reports += 1n;
    agent.send({ $case: 'usage', value: { number: reports, report: { epoch: 7n, at, counters: [counter] } } });
    await agent.next('usageTaken');
  };
  return { serverId, inbound, user, agent, report, ...rest };
}

const countedOf = (userId: string) =>
  nodes.events
    .of(UsageRecorded)
    .flatMap(({ items }) => items)
    .filter((item) => item.userId === userId)
    .reduce((sum, { uplinkBytes }) => sum + uplinkBytes, 0n);

describe('is refused, and on record for the server whose name was used:', () => {
  it('an enrolment token that was used before', async () => {
    const serverId = await aServer();
    const { token, root } = await nodes.enrolled(serverId);
    await expect(nodes.double(root).enrol(token)).rejects.toHaveProperty('details', 'enrolment_refused');
    await recorded({ incident: 'enrolment_refused', serverId, tenantId: nodes.tenants.operator });
    // What alerts are made of, which count each time, and see the first.
    expect(await nodes.get(Metrics).text()).toContain('vortex_node_incidents_total{kind="proof_refused"} 0');
    expect(await nodes.get(Metrics).text()).toMatch(/^vortex_node_incidents_total\{kind="enrolment_refused"\} [1-9]/m);
  });

  it('a certificate that was revoked', async () => {
    const serverId = await aServer();
    const { root, identity, keys } = await nodes.enrolled(serverId);
    await nodes.operator.revokeNode({ serverId });
    const agent = nodes.double(root, identity, keys);
    agent.connect();
    await eventually(() => agent.failure !== undefined);
    await recorded({ incident: 'certificate_refused', serverId });
  });

  it('a certificate of somebody who has not its key', async () => {
    const serverId = await aServer();
    const { root, identity } = await nodes.enrolled(serverId);
    const [certificate = Buffer.alloc(0)] = identity.certificates;
    await expect(nodes.double(root).renew(certificate, newKeys(), newKeys())).rejects.toThrow();
    await recorded({ incident: 'proof_refused', serverId });
  });

  it('usage of users it does not serve, which nobody is charged for', async () => {
    const { serverId, report, user } = await aNode();
    const other = await aNode();
    await report(other.user.id, 5_000n, new Date());
    await recorded({ incident: 'foreign_usage', serverId, counters: '1' });
    await report(newId(), 5_000n, new Date());
    await report(user.id, 7n, new Date());
    await eventually(() => expect(countedOf(user.id)).toBe(7n));
    expect(countedOf(other.user.id)).toBe(0n);
    expect(ofServer(serverId)).toHaveLength(1); // on record once, however often it is done
    await eventually(() => expect(timesTold('foreign_usage', serverId)).toBe(2));
  });
});

describe('a stream', () => {
  it('of a stranger is refused, and on record for nobody’s server', async () => {
    const { root } = await nodes.enrolled(await aServer());
    const stranger = nodes.double(root);
    stranger.connect();
    await eventually(() => stranger.failure !== undefined);
    await recorded({ incident: 'certificate_refused', serverId: undefined });
  });

  it('is that of its certificate’s server, whatever else its agent names', async () => {
    const mine = await aNode();
    const theirs = await aNode();
    const config = (await mine.agent.next('config')).value;
    expect(config.config?.inbounds.map(({ tag }) => tag)).toEqual([mine.inbound.id]);
    const before = (await nodes.operator.batchGetNodes({ serverIds: [theirs.serverId] })).nodes[0];
    const { value } = await theirs.agent.next('config');
    mine.agent.send({ $case: 'config', value: { hash: value.hash } });
    await mine.report(theirs.user.id, 9n, new Date());
    const after = (await nodes.operator.batchGetNodes({ serverIds: [theirs.serverId] })).nodes[0];
    expect(after?.appliedConfigHash).toBe(before?.appliedConfigHash);
    expect(countedOf(theirs.user.id)).toBe(0n);
  });
});

describe('counters that run back', () => {
  it('take nothing away and are on record; a report that comes late or again is neither', async () => {
    const { serverId, user, report } = await aNode();
    const now = Date.now();
    await report(user.id, 100n, new Date(now - 3_000));
    await report(user.id, 200n, new Date(now - 2_000));
    await report(user.id, 100n, new Date(now - 3_000));
    await report(user.id, 200n, new Date(now - 2_000));
    expect(ofServer(serverId)).toEqual([]);
    await report(user.id, 50n, new Date(now - 1_000));
    await recorded({ incident: 'counters_ran_back', serverId, counters: '1' });
    await report(user.id, 230n, new Date(now));
    await eventually(() => expect(countedOf(user.id)).toBe(230n));
  });
});

describe('a clock that is ten minutes off', () => {
  it.each([
    ['ahead', 600_000],
    ['behind', -600_000],
  ])('(%s) cuts nobody off, is reckoned with, and is on record', async (_, skewMs) => {
    const { serverId, user, report, agent } = await aNode({ now: new Date(Date.now() + skewMs) });
    await report(user.id, 11n, new Date(Date.now() + skewMs));
    await eventually(() => expect(countedOf(user.id)).toBe(11n));
    const [item] = nodes.events
      .of(UsageRecorded)
      .flatMap(({ items }) => items.filter(({ userId }) => userId === user.id));
    const hourMs = 3_600_000;
    expect(Math.abs((item?.hour?.getTime() ?? 0) - Math.floor(Date.now() / hourMs) * hourMs)).toBeLessThanOrEqual(
      hourMs,
    );
    await recorded({ incident: 'clock_skewed', serverId });
    expect(agent.failure).toBeUndefined();
  });
});
