import {
  CreateAccount,
  CreateApiToken,
  CreateGroup,
  CreateHost,
  CreateInbound,
  CreateServer,
  CreateTenant,
  CreateUser,
  GenerateKeys,
  type VortexClient,
} from '@vortex/sdk';
import { settled } from './settled';

/** A name as long as names may be, without a place to break. */
const longName = 'Einhundertvierundvierzigtausendsechshundertachtundsiebzigste1234';

/** What there is to see: something of every kind, some of it with very long names. */
export interface Estate {
  readonly userId: string;
  readonly serverId: string;
  readonly inboundId: string;
}

/** Makes something of every kind through the API, as another client would. */
export async function makeEstate(owner: VortexClient): Promise<Estate> {
  const server = { name: 'Frankfurt', state: 'ACTIVE' as const, addresses: ['203.0.113.7'] };
  const region = { country: 'DE', city: 'Frankfurt' };
  const { createServer } = await owner.request(CreateServer, { input: { ...server, region } });
  await owner.request(CreateServer, { input: { name: longName, state: 'DRAINING', note: longName } });
  const { id: inboundId } = await makeInbound(owner, createServer.id);
  // Where this machine is a node there is a default group by another name.
  const group = { name: 'Customers', isDefault: true, inboundIds: [inboundId] };
  await settled(() => owner.request(CreateGroup, { input: group }));
  for (const remark of ['Germany', 'Germany, second', 'Zürich, last'])
    await owner.request(CreateHost, { input: { inboundId, remark, addresses: ['de.example.org'] } });
  const user = { username: 'anna.smith', limitBytes: '100000000000', tags: ['vip'], note: 'Paid in cash' };
  const { createUser } = await owner.request(CreateUser, { input: { ...user, deviceLimit: 3 } });
  for (const username of ['иван.петров', '王芳', longName]) await owner.request(CreateUser, { input: { username } });
  await owner.request(CreateAccount, { input: supporter });
  const tenant = { slug: 'north-star', name: 'North Star', ownerUsername: 'north-star-owner' };
  await owner.request(CreateTenant, { input: tenant });
  await owner.request(CreateApiToken, { input: { name: 'Shop', scopes: ['core.user.read', 'core.user.create'] } });
  return { userId: createUser.id, serverId: createServer.id, inboundId };
}

/** Somebody who may see users and not create any. */
export const supporter = {
  username: 'sasha',
  role: 'support',
  password: 'nine small boats in a row',
  mustChangePassword: false,
} as const;

async function makeInbound(owner: VortexClient, serverId: string) {
  const keys = (await owner.request(GenerateKeys, { kind: 'REALITY' })).generateKeys;
  const realitySettings = {
    ...{ target: 'www.example.com:443', serverNames: ['www.example.com'] },
    ...{ privateKey: keys.privateValue, shortIds: ['00'] },
  };
  const input = { serverId, tag: 'reality', protocol: 'VLESS' as const, port: 443, security: 'REALITY' as const };
  return (await owner.request(CreateInbound, { input: { ...input, settings: { realitySettings } } })).createInbound;
}
