import { AuditRecorded } from '@vortex/contracts/auth';
import { NodeIncident } from '@vortex/contracts/nodes';
import { newId } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { eventually } from '@vortex/testing';
import { IncidentService } from '../src/incidents/incident.service';
import { accessToken } from './access-tokens';
import { type RunningCore, startCore } from './start-core';
import { databaseOf, toldEvents } from './told-events';

let core: RunningCore;
let told: Awaited<ReturnType<typeof toldEvents>>;
beforeAll(async () => {
  core = await startCore();
  told = await toldEvents(core);
});
afterAll(() => core.close());

const tenantId = newId();
const accountId = newId();
const owner = accessToken({ tenantId, accountId });
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = Date.now();

interface Shown {
  readonly id: string;
  readonly kind: string;
  readonly serverId: string | null;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedById: string | null;
}

const list = `query ($filter: IncidentFilter) { incidents(filter: $filter) { totalCount nodes {
  id kind serverId count firstAt lastAt acknowledgedAt acknowledgedById } } }`;
const acknowledge = 'mutation ($id: ID!) { acknowledgeIncident(id: $id) { acknowledgedAt acknowledgedById } }';

async function shown(filter: object, token = owner): Promise<readonly Shown[]> {
  const { data, errors } = await core.ask(list, { token, variables: { filter } });
  expect(errors).toEqual([]);
  const { incidents } = data as { incidents: { nodes: readonly Shown[]; totalCount: number } };
  expect(incidents.totalCount).toBe(incidents.nodes.length);
  return incidents.nodes;
}
const ofServer = (serverId: string, token = owner) => shown({ serverIds: [serverId] }, token);
const refusal = async (query: string, variables: object, token: string) =>
  (await core.ask(query, { token, variables })).errors[0]?.extensions ?? {};

/** As nodes tells of one, by the same bus. */
async function happens(given: Partial<NodeIncident>, copies = 1): Promise<void> {
  const { serverId = '', at = new Date(now) } = { at: given.firstAt, ...given };
  const event = { tenantId, serverId, kind: 'clock_skewed', count: 1, firstAt: at, lastAt: at, ...given };
  const db = databaseOf(core);
  await db.run(async () => {
    await core.get(Outbox).add(NodeIncident, event, { aggregateId: serverId });
    for (let n = 1; n < copies; n += 1) {
      await db.sql.execute(
        `INSERT INTO messaging.outbox (lane, id, type, producer, aggregate_id, tenant_id, occurred_at, traceparent, payload)
         SELECT lane, id, type, producer, aggregate_id, tenant_id, occurred_at, traceparent, payload FROM messaging.outbox
         WHERE type = $1 AND aggregate_id = $2 LIMIT 1`,
        [NodeIncident.$type, serverId],
      );
    }
  });
}
async function happened(given: Partial<NodeIncident>): Promise<Shown> {
  const serverId = given.serverId ?? newId();
  await happens({ serverId, ...given });
  return eventually(async () => {
    const [newest] = await ofServer(serverId);
    if (newest?.lastAt !== (given.lastAt ?? given.firstAt ?? new Date(now)).toISOString()) throw new Error('not yet');
    return newest;
  });
}

describe('an incident', () => {
  it.each([
    'enrolment_refused',
    'certificate_refused',
    'proof_refused',
    'foreign_usage',
    'counters_ran_back',
    'clock_skewed',
  ])('of the kind %s is shown once, and counted when it is repeated', async (kind) => {
    const serverId = newId();
    const first = await happened({ serverId, kind });
    expect(first).toMatchObject({ kind: kind.toUpperCase(), serverId, count: 1, acknowledgedAt: null });
    const lastAt = new Date(now + hourMs);
    const again = await happened({ serverId, kind, count: 41, firstAt: lastAt, lastAt });
    expect(again).toEqual({ ...first, count: 42, lastAt: lastAt.toISOString() });
    expect(await ofServer(serverId)).toHaveLength(1);
  });

  it('that is told of three times over has happened once', async () => {
    const serverId = newId();
    await happens({ serverId }, 3);
    // What comes behind them of the same server comes when they are done.
    await happened({ serverId, kind: 'foreign_usage', firstAt: new Date(now + 1), lastAt: new Date(now + 1) });
    const incidents = await ofServer(serverId);
    expect(incidents.map(({ kind, count }) => [kind, count])).toEqual([
      ['FOREIGN_USAGE', 1],
      ['CLOCK_SKEWED', 1],
    ]);
  });

  it('that comes again more than a day after the last time is another one', async () => {
    const serverId = newId();
    const first = await happened({ serverId });
    const at = new Date(now + dayMs + 1);
    expect((await happened({ serverId, firstAt: at, lastAt: at })).id).not.toBe(first.id);
    expect(await ofServer(serverId)).toHaveLength(2);
  });

  it('of a kind that only a later release knows is kept, and not shown', async () => {
    const serverId = newId();
    await happens({ serverId, kind: 'of_tomorrow' });
    await happened({ serverId, kind: 'proof_refused' });
    expect((await ofServer(serverId)).map(({ kind }) => kind)).toEqual(['PROOF_REFUSED']);
  });

  it('is forgotten after ninety days', async () => {
    const serverId = newId();
    const long = new Date(now - 91 * dayMs);
    await happened({ serverId, firstAt: long, lastAt: long });
    await happened({ serverId, kind: 'proof_refused' });
    await core.get(IncidentService).forgetOld();
    expect((await ofServer(serverId)).map(({ kind }) => kind)).toEqual(['PROOF_REFUSED']);
  });
});

describe('taking note', () => {
  it('is kept with who did it first and is on record; what happens from then on is another incident', async () => {
    const serverId = newId();
    const { id } = await happened({ serverId });
    const { data } = await core.ask(acknowledge, { token: owner, variables: { id } });
    const taken = { acknowledgedAt: expect.any(String) as string, acknowledgedById: accountId };
    expect(data).toEqual({ acknowledgeIncident: taken });
    const again = await core.ask(acknowledge, { token: accessToken({ tenantId }), variables: { id } });
    expect(again.data).toEqual(data);
    expect(await shown({ serverIds: [serverId], acknowledged: false })).toEqual([]);
    const at = new Date(now + hourMs);
    expect(await happened({ serverId, firstAt: at, lastAt: at })).toMatchObject({ count: 1, acknowledgedAt: null });
    expect(await shown({ serverIds: [serverId], acknowledged: true })).toMatchObject([{ id, ...taken }]);
    const deeds = (await told(AuditRecorded)).filter(({ subject }) => subject?.ids[0] === id);
    expect(deeds.map(({ action }) => action)).toEqual(['core.incident.acknowledge']);
  });

  it('takes a permission, and seeing takes another', async () => {
    const { id } = await happened({});
    const reader = accessToken({ tenantId, permissions: ['nodes.server.read'] });
    expect(await shown({}, reader)).not.toEqual([]);
    expect(await refusal(acknowledge, { id }, reader)).toMatchObject({ code: 'PERMISSION_DENIED' });
    const nobody = accessToken({ tenantId, permissions: ['core.user.read'] });
    expect(await refusal(list, {}, nobody)).toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('of another tenant’s is refused as if it were not there', async () => {
    const { id, serverId } = await happened({});
    const foreign = accessToken({ operator: true });
    expect(await ofServer(serverId ?? '', foreign)).toEqual([]);
    expect(await refusal(acknowledge, { id }, foreign)).toMatchObject({ reason: 'incident_not_found' });
  });

  it('of what nobody’s server did is the operator’s, who acts for no other tenant', async () => {
    await happens({ kind: 'certificate_refused', tenantId: '', serverId: '' });
    const operator = accessToken({ operator: true });
    const [found] = await eventually(async () => {
      const all = await shown({}, operator);
      expect(all).toMatchObject([{ kind: 'CERTIFICATE_REFUSED', serverId: null }]);
      return all;
    });
    expect((await shown({})).map(({ id }) => id)).not.toContain(found?.id);
    expect(await refusal(acknowledge, { id: found?.id }, owner)).toMatchObject({ reason: 'incident_not_found' });
    const { errors } = await core.ask(acknowledge, { token: operator, variables: { id: found?.id } });
    expect(errors).toEqual([]);
  });
});

it('says what is wrong with a filter', async () => {
  const refused = await refusal(list, { filter: { serverIds: ['nonsense'] } }, owner);
  expect(refused).toMatchObject({ violations: [{ path: 'filter.serverIds[0]', code: 'not_an_id' }] });
});
