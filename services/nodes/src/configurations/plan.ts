import type { Inbound, InboundId, InboundProperties } from '../inbounds/inbound';
import type { Content } from './content';

/** What is to be done to the inbounds of a server for it to have a content. */
export interface Plan {
  readonly removals: readonly Inbound[];
  readonly updates: readonly { readonly before: Inbound; readonly properties: InboundProperties }[];
  /** With the ids they had once, where they did: groups still name these. */
  readonly creations: readonly { readonly id: InboundId | undefined; readonly properties: InboundProperties }[];
}

/**
 * @param ids which inbounds the wanted ones were before, by tag. Without it, the one of the same tag. Another protocol makes
 * another inbound.
 */
export function planOf(
  inbounds: readonly Inbound[],
  wanted: Content,
  ids: ReadonlyMap<string, InboundId> = new Map(),
): Plan {
  const left = new Map(inbounds.map((inbound) => [inbound.id, inbound]));
  const take = (found: Inbound | undefined): Inbound | undefined => {
    if (found) left.delete(found.id);
    return found;
  };
  const ofId = ({ tag, protocol }: InboundProperties): Inbound | undefined => {
    const id = ids.get(tag);
    const known = id && left.get(id);
    return known?.protocol === protocol ? known : undefined;
  };
  const byId = new Map(wanted.map((properties) => [properties.tag, take(ofId(properties))]));
  const ofTag = ({ tag, protocol }: InboundProperties): Inbound | undefined =>
    [...left.values()].find((one) => one.tag === tag && one.protocol === protocol);
  const updates = [];
  const creations = [];
  for (const properties of wanted) {
    const before = byId.get(properties.tag) ?? take(ofTag(properties));
    if (before) updates.push({ before, properties });
    else creations.push({ id: ids.get(properties.tag), properties });
  }
  return { removals: [...left.values()], updates, creations };
}
