/** Of what a user may have only so many at once, on all nodes together. */
export type SlotKind = 'address' | 'device';

/** What a node may let in: so many, whichever they are, and those that are named besides. */
export interface Slots {
  readonly any: number;
  readonly named: readonly bigint[];
}

/** The slots of a user on one server. */
export interface SlotLease {
  readonly serverId: string;
  /** What the node may act by. */
  readonly held: Slots;
  /** What it was told to act by instead; until it is known to, it may act by either. */
  readonly next: Slots | undefined;
  /** Who was there when the node last told. */
  readonly present: readonly bigint[];
  /** Who was turned away a moment ago. */
  readonly refused: readonly bigint[];
  /** The node was asked to tell of whoever comes or goes. */
  readonly watched: boolean;
  /** It has told since it was asked to: who is there now is known. */
  readonly current: boolean;
}

export const noSlots: Slots = { any: 0, named: [] };

/** What the node was last told. */
export function told({ held, next }: SlotLease): Slots {
  return next ?? held;
}

/** Once the node is known to do as it was told. */
export function followed(lease: SlotLease): SlotLease {
  return { ...lease, held: told(lease), next: undefined };
}

/**
 * The most addresses, or devices, that could be on all nodes at once: whatever each of them acts by. One that is named on
 * several nodes counts once, where none of them may give its slot to another instead.
 */
export function mostAtOnce(leases: readonly SlotLease[]): number {
  const turning = leases.filter(({ held, next }) => next && !covers(held, next));
  const certain = leases.filter((lease) => !turning.includes(lease));
  const named = new Set(certain.flatMap(({ held }) => held.named));
  for (const { held, next } of turning) for (const who of held.named) if (next?.named.includes(who)) named.add(who);
  const own = ({ any, named: names }: Slots) => any + names.filter((who) => !named.has(who)).length;
  const most = turning.map((lease) => Math.max(own(lease.held), own(told(lease))));
  return [...certain.map(({ held }) => held.any), ...most].reduce((sum, one) => sum + one, named.size);
}

/** Whether who acts by one lets in whomever the other does. */
function covers(one: Slots, other: Slots): boolean {
  return one.any >= other.any && other.named.every((who) => one.named.includes(who));
}

/** The same, once all nodes do as they were told. */
export function mostInTheEnd(leases: readonly SlotLease[]): number {
  return mostAtOnce(leases.map(followed));
}

/** Tells the node something else. More than it has it may act by at once; anything else takes until it is known to. */
export function retold(lease: SlotLease, slots: Slots): SlotLease {
  if (lease.next) return lease;
  return covers(slots, lease.held) ? { ...lease, held: slots } : { ...lease, next: slots };
}

/** How many more could come in without a name, by what the node last told. */
export function idle(lease: SlotLease): number {
  const { any, named } = told(lease);
  const taken = lease.present.filter((one) => !named.includes(one)).length;
  return Math.max(any - taken, 0);
}
