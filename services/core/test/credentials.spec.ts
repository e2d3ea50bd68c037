import { CredentialsList } from '@vortex/contracts/core';
import { newId } from '@vortex/kit';
import { CredentialsRpc } from '../src/devices/credentials.rpc';
import { accessToken } from './access-tokens';
import { type RunningCore, startCore } from './start-core';

let core: RunningCore;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.close());

const token = accessToken({ tenantId: newId() });
const fields = 'id devices { id credentials { vlessId wireguardPublicKey wireguardPresharedKey } }';
interface Made {
  readonly id: string;
  readonly devices: readonly { readonly id: string; readonly credentials: Record<string, string> }[];
}
async function ask(query: string, variables: object): Promise<Made> {
  const { data, errors } = await core.ask(query, { token, variables });
  expect(errors).toEqual([]);
  return data?.['user'] as Made;
}
const kinds = ['CREDENTIAL_KIND_VLESS' as const, 'CREDENTIAL_KIND_WIREGUARD' as const];
const credentialsOf = (userIds: string[], packed: boolean) =>
  core.get(CredentialsRpc).getCredentials({ userIds, kinds: [...kinds], packed });

describe('the credentials that servers are told', () => {
  it('are those the user has, packed or not, and of nobody who is gone', async () => {
    const create = `mutation ($input: CreateUserInput!) { user: createUser(input: $input) { ${fields} } }`;
    const [ann, bob, gone] = [
      await ask(create, { input: { username: 'ann' } }),
      await ask(create, { input: { username: 'bob' } }),
      await ask(create, { input: { username: 'gone' } }),
    ];
    const rotate = `mutation ($id: ID!) { user: rotateCredentials(id: $id, protocols: [VLESS]) { ${fields} } }`;
    const rotated = await ask(rotate, { id: bob.id });
    await ask('mutation ($id: ID!) { user: deleteUser(id: $id) }', { id: gone.id });
    const asked = [ann.id, bob.id, gone.id];
    const { devices } = await credentialsOf(asked, false);
    expect(devices).toEqual(
      [ann, rotated].map(({ id: userId, devices: [device] }) => ({
        ...{ userId, deviceId: device?.id, wireguardOnly: false },
        credentials: [
          { kind: kinds[0], secret: device?.credentials['vlessId'], presharedKey: '' },
          {
            ...{ kind: kinds[1], secret: device?.credentials['wireguardPublicKey'] },
            presharedKey: device?.credentials['wireguardPresharedKey'],
          },
        ],
      })),
    );
    const { packed, devices: none } = await credentialsOf(asked, true);
    expect([none, CredentialsList.decode(packed).devices]).toEqual([[], devices]);
    expect(await credentialsOf([gone.id], true)).toEqual({ devices: [], packed: Buffer.alloc(0) });
  });

  it('are not told of more than a thousand, or of what is no id', async () => {
    await expect(credentialsOf(['nobody'], true)).rejects.toThrow();
    await expect(
      credentialsOf(
        Array.from({ length: 1_001 }, () => newId()),
        false,
      ),
    ).rejects.toThrow();
  });
});
