import type { Inbound } from '../inbounds/inbound';
import type { KnownGroup, Terms } from '../people/known-user';

type Given = Pick<Inbound, 'id' | 'tenantId' | 'shared'>;

/**
 * Which of these inbounds users have: those that groups of their own tenant give them, among those the tenant may use.
 */
export function givenInbounds<T extends Given>(
  inbounds: readonly T[],
  groups: readonly Pick<KnownGroup, 'id' | 'tenantId' | 'inboundIds'>[],
): (user: Pick<Terms, 'tenantId' | 'groupIds'>) => readonly T[] {
  const byId = new Map(groups.map((group) => [group.id, group]));
  return ({ tenantId, groupIds }) => {
    const theirs = groupIds.map((id) => byId.get(id)).filter((group) => group?.tenantId === tenantId);
    const ids = new Set(theirs.flatMap((group) => group?.inboundIds ?? []));
    return inbounds.filter(({ id, tenantId: of, shared }) => ids.has(id) && (of === tenantId || shared));
  };
}
