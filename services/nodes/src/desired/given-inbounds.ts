import type { Inbound } from '../inbounds/inbound';
import type { KnownGroup, KnownUser } from '../people/known-user';

type Given = Pick<Inbound, 'id' | 'tenantId' | 'shared'>;

/**
 * Which of these inbounds users have: those that groups of their own tenant give them, among those the tenant may use.
 * Worked out once for all who are in the same groups.
 */
export function givenInbounds<T extends Given>(
  inbounds: readonly T[],
  groups: readonly Pick<KnownGroup, 'id' | 'tenantId' | 'inboundIds'>[],
): (user: Pick<KnownUser, 'tenantId' | 'groupIds'>) => readonly T[] {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const known = new Map<string, readonly T[]>();
  return ({ tenantId, groupIds }) => {
    const key = `${tenantId} ${groupIds.join(' ')}`;
    const found = known.get(key);
    if (found) return found;
    const theirs = groupIds.map((id) => byId.get(id)).filter((group) => group?.tenantId === tenantId);
    const ids = new Set(theirs.flatMap((group) => group?.inboundIds ?? []));
    const given = inbounds.filter(({ id, tenantId: of, shared }) => ids.has(id) && (of === tenantId || shared));
    known.set(key, given);
    return given;
  };
}
