import { idle, mostAtOnce, mostInTheEnd, retold, type SlotLease, told } from './slot';

/**
 * Gives out the slots of a user anew: to nodes that turned somebody away, what is free; what is not, is asked back of nodes
 * on which it idles. An address that is on several nodes is named on each, and has one slot. At no moment may more come in
 * than `most`, whatever the nodes have heard.
 */
export function shared(most: number, leases: readonly SlotLease[]): readonly SlotLease[] {
  const granted = granting(most, lowered(most, leases));
  const missing = wanted(granted);
  if (missing.length === 0)
    return granted.map((lease) => (lease.watched ? { ...lease, watched: false, current: false } : lease));
  return watching(givenBack(most, named(granted, missing)));
}

/** What a node starts with. A lone one has all there is; of several each has a part, where there are enough. */
export function started(most: number, lease: SlotLease, others: readonly SlotLease[], servers: number): SlotLease {
  const free = most - mostAtOnce([lease, ...others]);
  const isNew = lease.held.any + lease.held.named.length === 0;
  const share = servers === 1 ? free : isNew ? Math.min(Math.floor(most / servers), free) : 0;
  const { any, named: names } = told(lease);
  return share > 0 ? retold(lease, { any: any + share, named: names }) : lease;
}

interface Wanted {
  readonly who: bigint;
  readonly serverId: string;
}

/** Who was turned away and would be again. */
function wanted(leases: readonly SlotLease[]): readonly Wanted[] {
  return leases.flatMap((lease) =>
    lease.refused
      .filter((who) => !told(lease).named.includes(who))
      .slice(idle(lease))
      .map((who) => ({ who, serverId: lease.serverId })),
  );
}

/** A limit that has become smaller: those who idle go first. */
function lowered(most: number, leases: readonly SlotLease[]): readonly SlotLease[] {
  let surplus = mostInTheEnd(leases) - most;
  if (surplus <= 0) return leases;
  const order = [...leases].sort((one, other) => idle(other) - idle(one));
  const by = new Map<string, SlotLease>();
  for (const lease of order) {
    const { any, named: names } = told(lease);
    const back = lease.next ? 0 : Math.min(any, surplus);
    surplus -= back;
    if (back > 0) by.set(lease.serverId, retold(lease, { any: any - back, named: names }));
  }
  const rest = leases.map((lease) => by.get(lease.serverId) ?? lease);
  const [name] = rest.flatMap((lease) => told(lease).named);
  if (surplus <= 0 || name === undefined) return rest;
  const without = rest.map((lease) => unnamed(lease, name));
  return without.some((lease, n) => lease !== rest[n]) ? lowered(most, without) : rest;
}

function granting(most: number, leases: readonly SlotLease[]): readonly SlotLease[] {
  let all = leases;
  for (const { who, serverId } of wanted(leases)) {
    const isNamed = all.some(({ held, next }) => !next && held.named.includes(who));
    const next = all.map((lease) => {
      if (lease.serverId !== serverId) return lease;
      const { any, named: names } = told(lease);
      return retold(lease, isNamed ? { any, named: [...names, who] } : { any: any + 1, named: names });
    });
    if (mostAtOnce(next) <= most) all = next;
  }
  return all;
}

/** Whoever is wanted on another node, or is on several, is named where it is. */
function named(leases: readonly SlotLease[], missing: readonly Wanted[]): readonly SlotLease[] {
  return leases.map((lease) => {
    if (lease.next || !lease.current) return lease;
    const elsewhere = new Set([
      ...missing.filter(({ serverId }) => serverId !== lease.serverId).map(({ who }) => who),
      ...leases.filter((other) => other !== lease).flatMap((other) => [...other.present, ...told(other).named]),
    ]);
    const { any, named: names } = lease.held;
    const found = lease.present.filter((who) => elsewhere.has(who) && !names.includes(who)).slice(0, any);
    return found.length > 0 ? retold(lease, { any: any - found.length, named: [...names, ...found] }) : lease;
  });
}

/** What idles, but for those who were turned away here and may come again. */
function spare(lease: SlotLease): number {
  const { named: names } = told(lease);
  return Math.max(idle(lease) - lease.refused.filter((who) => !names.includes(who)).length, 0);
}

/** What idles comes back, as much as is missing and not on its way back already. */
function givenBack(most: number, leases: readonly SlotLease[]): readonly SlotLease[] {
  const names = new Set(leases.flatMap((lease) => told(lease).named));
  const missing = new Set(
    wanted(leases)
      .map(({ who }) => who)
      .filter((who) => !names.has(who)),
  );
  let needed = missing.size - Math.max(most - mostInTheEnd(leases), 0);
  let all = leases.map((lease) => {
    const back = lease.next || !lease.current ? 0 : Math.min(spare(lease), Math.max(needed, 0));
    needed -= back;
    const { any, named: kept } = told(lease);
    return back > 0 ? retold(lease, { any: any - back, named: kept }) : lease;
  });
  for (const name of names) {
    const holders = all.filter((lease) => told(lease).named.includes(name));
    const isGone = holders.every(({ next, current, present }) => !next && current && !present.includes(name));
    if (needed <= 0 || !isGone || wanted(all).some(({ who }) => who === name)) continue;
    needed -= 1;
    all = all.map((lease) => unnamed(lease, name));
  }
  return all;
}

function unnamed(lease: SlotLease, name: bigint): SlotLease {
  const { any, named: names } = told(lease);
  return names.includes(name) ? retold(lease, { any, named: names.filter((one) => one !== name) }) : lease;
}

/** Whoever has something to give is to tell of whoever comes or goes. */
function watching(leases: readonly SlotLease[]): readonly SlotLease[] {
  return leases.map((lease) => {
    const { any, named: names } = told(lease);
    return lease.watched || any + names.length === 0 ? lease : { ...lease, watched: true };
  });
}
