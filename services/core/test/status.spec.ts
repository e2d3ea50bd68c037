import { AccountCreated, AccountPasswordChanged } from '@vortex/contracts/auth';
import { Database } from '@vortex/database';
import { newId } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { eventually } from '@vortex/testing';
import { accessToken } from './access-tokens';
import { type RunningCore, startCore } from './start-core';

let core: RunningCore;

beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.close());

const full = `{ systemStatus {
  state version shape accountCount
  metrics { residentMemoryBytes outboxBacklog deadLetters }
  services { name version state startedAt residentMemoryBytes outboxBacklog deadLetters parts { name state } }
} }`;

describe('the status of the system', () => {
  it('tells of every service with its parts and figures', async () => {
    const { data, errors } = await core.ask(full, { token: accessToken() });
    expect(errors).toEqual([]);
    const service = (name: string) => ({
      name,
      version: '1.2.3',
      state: 'OK',
      startedAt: expect.stringMatching(/Z$/),
      residentMemoryBytes: expect.stringMatching(/^\d{7,}$/),
      outboxBacklog: 0,
      deadLetters: 0,
      parts: expect.arrayContaining([{ name: 'database', state: 'OK' }]),
    });
    expect(data?.['systemStatus']).toEqual({
      state: 'OK',
      version: '1.2.3',
      shape: 'STANDALONE',
      accountCount: 0,
      metrics: { residentMemoryBytes: expect.stringMatching(/^\d{7,}$/), outboxBacklog: 0, deadLetters: 0 },
      services: expect.arrayContaining([service('auth'), service('core')]),
    });
  });

  it('counts a process that services share once', async () => {
    const { data } = await core.ask(full, { token: accessToken() });
    const { metrics, services } = data?.['systemStatus'] as {
      metrics: { residentMemoryBytes: string };
      services: { residentMemoryBytes: string }[];
    };
    const each = services.map((service) => Number(service.residentMemoryBytes));
    expect(Number(metrics.residentMemoryBytes)).toBeLessThan(each.reduce((sum, memory) => sum + memory, 0));
  });
});

describe('the health of the platform', () => {
  it('is told to anyone, part by part', async () => {
    const { data } = await core.ask('{ healthCheck { state checkedAt parts { name state detail } } }');
    expect(data?.['healthCheck']).toMatchObject({
      state: 'OK',
      parts: expect.arrayContaining([
        { name: 'auth/database', state: 'OK', detail: null },
        { name: 'core/database', state: 'OK', detail: null },
        { name: 'core/rpc:auth', state: 'OK', detail: null },
      ]),
    });
  });
});

describe('the accounts that core knows', () => {
  const count = async (tenantId: string) => {
    const { data } = await core.ask('{ systemStatus { accountCount } }', { token: accessToken({ tenantId }) });
    return (data?.['systemStatus'] as { accountCount: number } | null | undefined)?.accountCount;
  };
  const auth = () => {
    const service = core.platform.services.get('auth');
    if (!service) throw new Error('auth has not started');
    return { db: service.app.get(Database), outbox: service.app.get(Outbox) };
  };

  it('are those auth has told of, of the tenant of whoever asks', async () => {
    const { db, outbox } = auth();
    const [ours, theirs] = [newId(), newId()];
    const owners = [ours, ours, theirs];
    await db.run(async () => {
      for (const [index, tenantId] of owners.entries()) {
        const accountId = newId();
        const event = { accountId, tenantId, username: `user${index}`, role: 'owner', revision: 1n };
        await outbox.add(AccountCreated, event, { aggregateId: accountId, tenantId });
        await outbox.add(
          AccountPasswordChanged,
          { accountId, tenantId, revision: 2n },
          { aggregateId: accountId, tenantId },
        );
      }
    });
    await eventually(async () => expect(await count(ours)).toBe(2));
    await eventually(async () => expect(await count(theirs)).toBe(1));
    expect(await count(newId())).toBe(0);
  });
});
