import { newId, type TenantId } from '@vortex/kit';
import { newGroup } from '../src/groups/group';
import { GroupMemberRepository } from '../src/groups/group-member.repository';
import { GroupRepository } from '../src/groups/group.repository';
import { newUser } from '../src/users/new-user';
import type { User } from '../src/users/user';
import { UserRepository } from '../src/users/user.repository';
import type { RunningCore } from '../test/start-core';

const chunk = 2_000;
const dayMs = 24 * 3_600_000;
const syllables = ['an', 'bo', 'ca', 'du', 'el', 'fi', 'go', 'hu', 'ir', 'jo', 'ka', 'lu', 'mi', 'no', 'pe', 'ro'];

/** Users of one tenant with groups, traffic and ends, each different and the same at every run. */
export async function fillPanel(core: RunningCore, tenantId: TenantId, count: number): Promise<void> {
  const users = core.get(UserRepository);
  const members = core.get(GroupMemberRepository);
  const groups = core.get(GroupRepository);
  const now = new Date();
  const made = ['Basic', 'Premium', 'Family', 'Trial'].map((name) =>
    newGroup(tenantId, { name, inboundIds: [], isDefault: false }, now),
  );
  for (const group of made) await groups.insert(group);
  for (let from = 0; from < count; from += chunk) {
    const part = Array.from({ length: Math.min(chunk, count - from) }, (_, n) => userOf(tenantId, from + n, now));
    await users.insertMany(part);
    const ids = (share: number) => part.filter((_user, n) => n % 4 === share).map(({ id }) => id);
    for (const [n, { id }] of made.entries()) {
      await members.add([...ids(n), ...ids((n + 1) % 4)], [id]);
    }
  }
}

function userOf(tenantId: TenantId, n: number, now: Date): User {
  const name = [n, n >> 4, n >> 8, n >> 12].map((part) => syllables[part & 15] ?? '').join('');
  const user = newUser(tenantId, { username: `${name}-${n}` }, 'UTC', now);
  return {
    ...user,
    id: newId(),
    createdAt: new Date(now.getTime() - n * 1_000),
    limitBytes: 100n * 2n ** 30n,
    usedBytes: (BigInt(n) * 7_919_000n) % (90n * 2n ** 30n),
    lifetimeUsedBytes: BigInt(n) * 15_000_000n,
    expiresAt: new Date(now.getTime() + (1 + (n % 90)) * dayMs),
    tags: n % 3 === 0 ? ['family'] : [],
    note: n % 5 === 0 ? 'pays in cash' : '',
  };
}
