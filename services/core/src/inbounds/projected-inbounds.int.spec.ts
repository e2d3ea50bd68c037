import { InboundChanged, InboundRemoved, ServerChanged, ServerRemoved } from '@vortex/contracts/nodes';
import { newId, type TenantId } from '@vortex/kit';
import { eventually, startService } from '@vortex/testing';
import { ProjectedServers } from '../servers/projected-servers.repository';
import { core } from '../service';
import { ProjectedInbounds } from './projected-inbounds.repository';

const own = newId<'tenant'>();
let harness: Awaited<ReturnType<typeof startService>>;
let inbounds: ProjectedInbounds;
let servers: ProjectedServers;
beforeAll(async () => {
  harness = await startService(core);
  inbounds = harness.get(ProjectedInbounds);
  servers = harness.get(ProjectedServers);
});
afterAll(() => harness.stop());

const visible = async (id: string, tenantId: TenantId = own) => (await inbounds.visible({ tenantId }, [id]))[0];

function change(inboundId: string, given: Partial<InboundChanged>): Promise<void> {
  const event = { inboundId, serverId: newId(), tenantId: own, tag: 'a', port: 443, lastPort: 443, enabled: true };
  const kind = { protocol: 'INBOUND_PROTOCOL_VLESS', network: 'INBOUND_NETWORK_RAW', security: 'INBOUND_SECURITY_TLS' };
  return harness.events.send(InboundChanged, { ...event, ...kind, ...given } as InboundChanged, {
    aggregateId: inboundId,
  });
}

describe('an inbound nodes has told of', () => {
  it('may be named by its own tenant, and by no other', async () => {
    const id = newId();
    await change(id, { revision: 1n });
    await eventually(async () => (await visible(id)) !== undefined);
    expect(await visible(id)).toMatchObject({ protocol: 'VLESS', network: 'RAW', security: 'TLS', port: 443 });
    expect(await visible(id, newId())).toBeUndefined();
    expect(await inbounds.visible({ platform: true }, [id])).toHaveLength(1);
  });

  it('may be named by everybody once it is shared, and no longer when it is not', async () => {
    const [id, other] = [newId(), newId<'tenant'>()];
    await change(id, { revision: 1n, shared: true });
    await eventually(async () => (await visible(id, other)) !== undefined);
    await change(id, { revision: 2n, shared: false });
    await eventually(async () => (await visible(id, other)) === undefined);
    expect(await visible(id)).toBeDefined();
  });

  it('is as of its newest revision, in whatever order they come', async () => {
    const id = newId();
    await change(id, { revision: 3n, tag: 'third' });
    await eventually(async () => (await visible(id))?.tag === 'third');
    await inbounds.store({ ...(await known(id)), tag: 'second', revision: 2n });
    expect(await visible(id)).toMatchObject({ tag: 'third', revision: 3n });
  });

  it('is gone when it is removed, also when what came before comes after', async () => {
    const id = newId();
    const removed = { inboundId: id, serverId: newId(), tenantId: own, revision: 5n };
    await harness.events.send(InboundRemoved, removed, { aggregateId: id });
    await change(id, { revision: 4n });
    const marker = newId();
    await change(marker, { revision: 1n });
    await eventually(async () => (await visible(marker)) !== undefined);
    expect(await visible(id)).toBeUndefined();
  });
});

describe('a server nodes has told of', () => {
  it('is found by its own tenant until it is removed', async () => {
    const id = newId();
    const event = { serverId: id, tenantId: own, name: 'one', state: 'SERVER_STATE_ACTIVE' as const, revision: 1n };
    await harness.events.send(ServerChanged, event, { aggregateId: id });
    const scope = { tenantId: own };
    await eventually(async () => (await servers.find(scope, id)) !== undefined);
    expect(await servers.find(scope, id)).toMatchObject({ name: 'one', state: 'ACTIVE' });
    expect(await servers.find({ tenantId: newId() }, id)).toBeUndefined();
    await harness.events.send(ServerRemoved, { serverId: id, tenantId: own, revision: 2n }, { aggregateId: id });
    await eventually(async () => (await servers.find(scope, id)) === undefined);
    const late = {
      id,
      tenantId: own,
      name: 'late',
      state: 'ACTIVE',
      shared: true,
      country: '',
      city: '',
      addresses: [],
    };
    expect(await servers.store({ ...late, revision: 1n })).toBe(false);
    expect(await servers.find(scope, id)).toBeUndefined();
  });
});

async function known(id: string) {
  const inbound = await visible(id);
  if (!inbound) throw new Error('it is not there');
  return inbound;
}
