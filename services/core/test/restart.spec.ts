import { eventually } from '@vortex/testing';
import { accessToken } from './access-tokens';
import { type RunningCore, startCore } from './start-core';

const restart = 'mutation ($service: ServiceType!) { restartService(service: $service) }';
const token = accessToken();
const me = async (core: RunningCore) => (await core.ask('{ me { username } }', { token })).data?.['me'];
const startedAt = async (core: RunningCore) => {
  const { data } = await core.ask('{ systemStatus { services { name state parts { name state } } } }', { token });
  return (data as { systemStatus: { services: { name: string; state: string }[] } }).systemStatus.services;
};

describe('a restart', () => {
  let core: RunningCore;
  beforeAll(async () => {
    core = await startCore();
  });
  afterAll(() => core.close());

  it('brings a service of the process back, and calls reach it again', async () => {
    const before = core.platform.services.get('auth')?.app;
    const { data, errors } = await core.ask(restart, { token, variables: { service: 'AUTH' } });
    expect([data, errors]).toEqual([{ restartService: true }, []]);
    expect(core.platform.services.get('auth')?.app).not.toBe(before);
    await eventually(async () => (await me(core)) !== undefined);
    expect((await startedAt(core)).find(({ name }) => name === 'auth')).toMatchObject({ state: 'OK' });
  });

  it('of core itself answers first, and loses no request that comes again when asked to', async () => {
    const before = core.platform.services.get('core')?.app;
    const { data } = await core.ask(restart, { token, variables: { service: 'CORE' } });
    expect(data).toEqual({ restartService: true });
    await eventually(() => core.platform.services.get('core')?.app !== before);
    await eventually(async () => (await me(core)) !== undefined);
  });

  it('is for those who may', async () => {
    const other = accessToken({ permissions: ['system.status.read'] });
    const { errors } = await core.ask(restart, { token: other, variables: { service: 'AUTH' } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});
