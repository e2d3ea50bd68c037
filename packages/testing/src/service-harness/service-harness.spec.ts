import { AccountCreated, AuthServiceService } from '@vortex/contracts/auth';
import { note, NoteService, policies } from '../../test/note-service';
import { eventually } from '../eventually';
import { type HarnessOptions, startService, type ServiceHarness, stub } from './index';

const started: Pick<ServiceHarness<typeof NoteService>, 'stop'>[] = [];
afterEach(() => Promise.all(started.splice(0).map((harness) => harness.stop())));

const start = async (options: Pick<HarnessOptions<typeof NoteService>, 'bus' | 'peers'> = {}) => {
  const harness = await startService(note, { contract: NoteService, policies, ...options });
  started.push(harness);
  return harness;
};

describe.each(['in-process', 'rabbit'] as const)('a service on the bus %s', (bus) => {
  it('runs on a real database, answers over gRPC, publishes and consumes', async () => {
    const { rpc, events, platform } = await start({ bus });
    await rpc.as('owner').write({ id: 'n1', text: 'hello' });
    await expect(rpc.as('ann').read({ id: 'n1', text: '' })).resolves.toEqual({ id: 'n1', text: 'hello' });
    await eventually(() => events.of(AccountCreated).length === 1);
    expect(events.of(AccountCreated)).toMatchObject([{ accountId: 'n1', username: 'hello' }]);
    await eventually(async () => (await rpc.as('ann').read({ id: 'seen-n1', text: '' })).text === 'hello');
    await events.send(AccountCreated, { accountId: 'a2', username: 'bob' }, { aggregateId: 'a2' });
    await eventually(async () => (await rpc.as('ann').read({ id: 'seen-a2', text: '' })).text === 'bob');
    await eventually(async () => (await platform.health()).parts.find((p) => p.name === 'note/bus')?.state === 'ok');
  });
});

it('refuses callers as in production', async () => {
  const { rpc } = await start();
  const request = { id: 'n', text: '' };
  await expect(rpc.as('anonymous').write(request)).rejects.toHaveCode('unauthenticated');
  await expect(rpc.as('ann').write(request)).rejects.toHaveCode('permission_denied');
  await expect(rpc.as({ service: 'core' }).write(request)).rejects.toHaveCode('permission_missing');
  await expect(rpc.as({ permissions: ['note.*'] }).write(request)).resolves.toEqual(request);
});

it('reaches services it calls where the test answers for them', async () => {
  const account = {
    id: 'a',
    tenantId: 't',
    username: 'ann',
    role: '',
    name: '',
    disabled: false,
    mustChangePassword: false,
    createdAt: undefined,
    revision: 1n,
  };
  const { rpc } = await start({ peers: [stub(AuthServiceService.getOwnAccount, async () => account)] });
  await expect(rpc.as('ann').author({ id: '', text: '' })).resolves.toMatchObject({ text: 'ann' });
  await expect(rpc.as('anonymous').author({ id: '', text: '' })).rejects.toHaveCode('sign_in_required');
});
