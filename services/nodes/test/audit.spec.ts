import { AuditRecorded } from '@vortex/contracts/auth';
import { eventually } from '@vortex/testing';
import { generators } from '../src/keys/key-generation';
import { reality } from './golden/parts';
import { startNodes } from './start-nodes';

let nodes: Awaited<ReturnType<typeof startNodes>>;
beforeAll(async () => (nodes = await startNodes()));
afterAll(() => nodes.stop());

const json = (text: string): unknown => (text === '' ? null : JSON.parse(text));

/** What was recorded of something, in its order. */
const recorded = (id: string, count: number) =>
  eventually(() => {
    const entries = nodes.events.of(AuditRecorded).filter(({ subject }) => subject?.ids[0] === id);
    expect(entries).toHaveLength(count);
    return entries.map(({ action, tenantId, actor, subject, beforeJson, afterJson }) => ({
      ...{ action, tenantId, actor: actor?.kind, kind: subject?.kind, name: subject?.name },
      ...{ before: json(beforeJson), after: json(afterJson) },
    }));
  });
const settings = (of: object) => JSON.stringify({ flow: 'xtls-rprx-vision', realitySettings: of });

it('every change of a server is recorded with what was before and after, and none where nothing changes', async () => {
  const { id, name } = await nodes.given.server({ name: 'fra1', note: 'rack 7' });
  const none = { revision: undefined, tags: undefined, addresses: undefined, region: undefined, capacity: undefined };
  await nodes.operator.updateServer({ id, ...none, note: 'rack 8' });
  await nodes.operator.updateServer({ id, ...none, note: 'rack 8' });
  await nodes.operator.updateServer({ id, ...none, state: 'SERVER_STATE_ACTIVE' } as never);
  await nodes.operator.drainServer({ id });
  await nodes.operator.deleteServer({ id });
  const by = { tenantId: nodes.tenants.operator, actor: 'account', kind: 'server', name };
  const [create, update, remove] = ['create', 'update', 'delete'].map((deed) => ({
    ...by,
    action: `nodes.server.${deed}`,
  }));
  expect(await recorded(id, 5)).toEqual([
    {
      ...create,
      before: null,
      after: expect.objectContaining({ name, note: 'rack 7', state: 'provisioning' }) as unknown,
    },
    { ...update, before: { note: 'rack 7' }, after: { note: 'rack 8' } },
    { ...update, before: { state: 'provisioning' }, after: { state: 'active' } },
    { ...update, before: { state: 'active' }, after: { state: 'draining' } },
    { ...remove, before: expect.objectContaining({ name, state: 'draining' }) as unknown, after: null },
  ]);
});

it('every change of an inbound is recorded, and never a secret: only that its keys were replaced', async () => {
  const server = await nodes.given.server();
  const { id, tag } = await nodes.given.inbound(server.id, {
    protocol: 'INBOUND_PROTOCOL_VLESS',
    security: 'INBOUND_SECURITY_REALITY',
    settingsJson: settings(reality),
    port: 443,
  } as never);
  await nodes.operator.updateInbound({ id, port: 8443 });
  const { privateValue: privateKey } = generators.reality();
  await nodes.operator.updateInbound({ id, settingsJson: settings({ ...reality, privateKey }) });
  await nodes.operator.deleteInbound({ id });
  const entries = await recorded(id, 4);
  const by = { tenantId: nodes.tenants.operator, actor: 'account', kind: 'inbound' };
  const [create, update, remove] = ['create', 'update', 'delete'].map((deed) => ({
    ...by,
    action: `nodes.inbound.${deed}`,
  }));
  expect(entries).toMatchObject([
    { ...create, name: tag, before: null, after: { tag, port: 443, serverId: server.id, protocol: 'vless' } },
    { ...update, before: { port: 443, lastPort: 443 }, after: { port: 8443, lastPort: 8443 } },
    { ...update, after: { keysReplaced: true } },
    { ...remove, before: { tag, port: 8443 }, after: null },
  ]);
  expect(entries[1]?.after).not.toHaveProperty('settings');
  for (const secret of [reality.privateKey, privateKey]) expect(JSON.stringify(entries)).not.toContain(secret);
});

it('what is refused is not recorded', async () => {
  const { id } = await nodes.given.server();
  await expect(nodes.stranger.deleteServer({ id })).rejects.toHaveCode('server_not_found');
  await nodes.operator.deleteServer({ id });
  expect(await recorded(id, 2)).toHaveLength(2);
});
