import { newId, type TenantId } from '@vortex/kit';
import { newDevice } from '../src/devices/device';
import { DeviceRepository } from '../src/devices/device.repository';
import { newGroup } from '../src/groups/group';
import { GroupMemberRepository } from '../src/groups/group-member.repository';
import { GroupRepository } from '../src/groups/group.repository';
import { ProjectedInbounds } from '../src/inbounds/projected-inbounds.repository';
import { InboundViewRepository } from '../src/link-entries/inbound-view.repository';
import { ProjectedServers } from '../src/servers/projected-servers.repository';
import { newUser } from '../src/users/new-user';
import { newLink } from '../src/users/subscription-link';
import { SubscriptionLinkRepository } from '../src/users/subscription-link.repository';
import { UserRepository } from '../src/users/user.repository';
import { sampleInbounds } from '../test/links/sample-inbounds';
import type { RunningCore } from '../test/start-core';

const servers = 20;
const chunk = 2_000;
const countries = ['NL', 'DE', 'FI', 'PL', 'FR'];

/** Twenty servers, each with one inbound of another kind, and users that are shown all of them. @returns their tokens */
export async function fillLinks(core: RunningCore, tenantId: TenantId, count: number): Promise<string[]> {
  const now = new Date();
  const inboundIds = await placeServers(core, tenantId);
  const group = newGroup(tenantId, { name: 'all', inboundIds, isDefault: true }, now);
  await core.get(GroupRepository).insert(group);
  const tokens: string[] = [];
  for (let from = 0; from < count; from += chunk) {
    const part = Array.from({ length: Math.min(chunk, count - from) }, (_, n) => ({
      ...newUser(tenantId, { username: `user-${from + n}` }, 'UTC', now),
      limitBytes: 100n * 2n ** 30n,
      expiresAt: new Date(now.getTime() + 30 * 24 * 3_600_000),
    }));
    await core.get(UserRepository).insertMany(part);
    const links = part.map((user) => newLink(user, now));
    const repository = core.get(SubscriptionLinkRepository);
    await repository.insertMany(repository.sealed(links));
    const devices = core.get(DeviceRepository);
    const made = part.map(({ id: userId }) => newDevice({ tenantId, userId, kind: 'DEFAULT', name: '' }, now));
    await devices.insertMany(devices.sealed(made));
    await core.get(GroupMemberRepository).add(
      part.map(({ id }) => id),
      [group.id],
    );
    tokens.push(...links.map(({ token }) => token));
  }
  return tokens;
}

async function placeServers(core: RunningCore, tenantId: TenantId): Promise<string[]> {
  const kinds = sampleInbounds(tenantId, '').filter(({ protocol }) => protocol !== 'WIREGUARD' && protocol !== 'HTTP');
  const ids: string[] = [];
  for (let n = 0; n < servers; n += 1) {
    const kind = kinds[n % kinds.length];
    if (!kind) continue;
    const server = { id: newId(), tenantId, name: `Server ${n + 1}`, state: 'ACTIVE', shared: false, city: '' };
    const place = { country: countries[n % countries.length] ?? '', addresses: [`203.0.113.${n + 1}`], revision: 1n };
    await core.get(ProjectedServers).store({ ...server, ...place });
    const { view, ...inbound } = { ...kind, id: newId(), serverId: server.id };
    await core.get(ProjectedInbounds).store(inbound);
    await core.get(InboundViewRepository).store(inbound.id, 1n, view);
    ids.push(inbound.id);
  }
  return ids;
}
