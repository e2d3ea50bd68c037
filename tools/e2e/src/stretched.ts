import {
  AddWireguardDevice,
  CreateAccount,
  CreateApiToken,
  CreateGroup,
  CreateHost,
  CreateInbound,
  CreateLinkTemplate,
  CreateRole,
  CreateServer,
  CreateTenant,
  CreateUser,
  ExtendUsers,
  Me,
  type VortexClient,
} from '@vortex/sdk';
import { settled } from './settled';

/** As long as a text may be: without a place to break it, in other scripts, and as people write it. */
const unbroken = (length: number) => 'Donaudampfschifffahrtsgesellschaftskapitänsmützen'.repeat(5).slice(0, length);
const cyrillic = 'Сервер для сотрудников отдела внутреннего контроля и развития международных связей'.repeat(2);
const arabic = 'خادم العملاء في الشرق الأوسط وشمال إفريقيا '.repeat(4);
const emoji = '👩‍👩‍👧‍👦🇩🇪🏴‍☠️👍🏽 '.repeat(20);
const prose =
  'Moved here from the old panel, pays for a year in advance, and wants to be told before anything is changed. ';
const cut = (text: string, most: number) => Array.from(text).slice(0, most).join('').trim();

const petabyte = 10n ** 15n;
/** The most that the API takes as a number. */
const mostNumber = 2_147_483_647;
/** For documentation (RFC 3849): nobody answers there. */
const addresses = Array.from({ length: 8 }, (_, n) => `2001:db8:1234:5678:9abc:def0:1234:${n + 1}`);

/** What is as long and as large as it may be. */
export interface Stretched {
  readonly userId: string;
  readonly username: string;
  readonly tenantId: string;
  readonly serverId: string;
  readonly serverName: string;
  readonly inboundId: string;
  readonly tag: string;
}

const serverName = unbroken(100);
const username = unbroken(64);
const tag = 'inbound-with-a-name-of-sixty-four-characters-that-no-table-fits.';

/** Makes something of every kind that takes more room than there is. */
export async function makeStretched(owner: VortexClient): Promise<Stretched> {
  const serverId = await makeServers(owner);
  const socks = { serverId, protocol: 'SOCKS' as const, settings: {} };
  const inbounds: string[] = [];
  for (const [n, name] of [tag, 'socks.1', 'socks.2', 'socks.3', 'socks.4'].entries()) {
    const input = { ...socks, tag: name, port: 20_000 + n };
    inbounds.push((await owner.request(CreateInbound, { input })).createInbound.id);
  }
  const [inboundId = ''] = inbounds;
  const groupIds = [];
  for (const name of [unbroken(64), cut(cyrillic, 64), cut(arabic, 64), cut(emoji, 64), 'VIP'])
    groupIds.push(
      (await settled(() => owner.request(CreateGroup, { input: { name, inboundIds: inbounds } }))).createGroup.id,
    );
  for (const remark of [unbroken(128), cut(arabic, 128), cut(emoji, 128)])
    await owner.request(CreateHost, { input: { inboundId, remark, addresses, enabled: remark.startsWith('D') } });
  await makePeople(owner);
  const userId = await makeUsers(owner, groupIds);
  const { tenantId } = (await owner.request(Me, {})).me;
  return { userId, username, tenantId, serverId, serverName, inboundId, tag };
}

async function makeServers(owner: VortexClient): Promise<string> {
  const region = { country: 'AE', city: unbroken(100), latitude: 25.2, longitude: 55.3 };
  const most = {
    capacity: { users: 10_000_000, megabitsPerSecond: 10_000_000 },
    coefficientMilli: 99_999,
    trafficQuota: { limitBytes: String(3n * petabyte), reset: { dayOfMonth: 31, zone: 'Asia/Dubai' } },
  };
  const failover = { group: cut(cyrillic, 100), rank: 1 };
  const tags = Array.from({ length: 12 }, (_, n) => cut(`${n} ${unbroken(50)}`, 50));
  const input = { name: serverName, state: 'ACTIVE' as const, note: prose.repeat(4).trim(), tags, addresses };
  const { createServer } = await owner.request(CreateServer, { input: { ...input, ...most, region, failover } });
  for (const name of [cyrillic, arabic, emoji])
    await owner.request(CreateServer, {
      input: { name: cut(name, 90), state: 'DRAINING', note: unbroken(200), failover: { ...failover, rank: 2 } },
    });
  return createServer.id;
}

/** Who signs in, and with what. */
async function makePeople(owner: VortexClient): Promise<void> {
  const permissions = ['core.user.read', 'core.user.update', 'core.group.read', 'nodes.server.read', 'auth.role.read'];
  const role = unbroken(48).toLowerCase().replaceAll('ä', 'a').replaceAll('ü', 'u');
  await owner.request(CreateRole, { input: { name: role, description: prose.trim(), permissions } });
  const account = { username: unbroken(64), name: cut(cyrillic, 100), role };
  await owner.request(CreateAccount, { input: account });
  await owner.request(CreateApiToken, { input: { name: unbroken(60), scopes: permissions } });
  const template = { name: unbroken(64), format: 'SING_BOX' as const, content: '{ "outbounds": [] }' };
  await owner.request(CreateLinkTemplate, { input: template });
  const tenant = {
    name: unbroken(100),
    slug: `reseller-${'of-a-reseller-'.repeat(2)}of-one`,
    zone: 'America/Argentina/Buenos_Aires',
  };
  const limits = { mostUsers: mostNumber, mostAccounts: mostNumber };
  await owner.request(CreateTenant, { input: { ...tenant, limits, ownerUsername: unbroken(60) } });
  await owner.request(CreateTenant, { input: { ...emptyTenant, ownerUsername: 'nobody-yet' } });
}

/** Nothing was ever made in it. */
export const emptyTenant = { name: 'Empty', slug: 'empty' };

async function makeUsers(owner: VortexClient, groupIds: readonly string[]): Promise<string> {
  const tags = [unbroken(40), cut(cyrillic, 40), cut(arabic, 40), cut(emoji, 40), 'vip', 'family', 'annual'];
  const limits = { deviceLimit: 10_000, addressLimit: 10_000, speedLimitUpKbps: mostNumber, speedLimitDownKbps: 1 };
  const named = { groupIds, tags, note: unbroken(200), email: `${'a.very.long.name'.repeat(3)}@mail.example.org` };
  const input = { ...named, ...limits, username, limitBytes: String(9n * petabyte) };
  const { createUser: user } = await owner.request(CreateUser, { input });
  for (const name of ['Wohnzimmer', unbroken(64), cut(arabic, 64)])
    await owner.request(AddWireguardDevice, { userId: user.id, name });
  for (const [n, other] of [cyrillic, arabic, emoji].entries())
    await owner.request(CreateUser, {
      input: { ...named, username: cut(other, 60), limitBytes: n === 0 ? '0' : null, note: prose.repeat(2) },
    });
  await owner.request(ExtendUsers, { filter: { ids: [user.id] }, input: { seconds: 86_400 * 3_650 }, dryRun: false });
  return user.id;
}
