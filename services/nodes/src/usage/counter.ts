/** A counter of a server, as it stood at a moment. It only grows within an epoch. */
export interface Counter {
  readonly userId: string;
  readonly deviceId: string;
  readonly inboundId: string;
  readonly uplinkBytes: bigint;
  readonly downlinkBytes: bigint;
}

/** How a counter stood. */
export type Standing = Pick<Counter, 'uplinkBytes' | 'downlinkBytes'>;

/** More than a server can carry between two reports: a counter that jumps so far is broken, or forged. */
const mostBytes = 2n ** 50n;
const nothing: Standing = { uplinkBytes: 0n, downlinkBytes: 0n };

/** Each counter once, as it was told last. */
export function distinct(counters: readonly Counter[]): Counter[] {
  const byKey = new Map<string, Counter>();
  for (const one of counters) byKey.set(`${one.userId} ${one.deviceId} ${one.inboundId}`, one);
  return [...byKey.values()];
}

/**
 * What has flowed since the counters were last heard of. A report that was late, or comes again, brings smaller or equal
 * numbers and so adds nothing. Each direction counts for itself.
 *
 * @param before how each of them stood; undefined for one that nobody has heard of
 */
export function flowed(before: readonly (Standing | undefined)[], now: readonly Counter[]): Counter[] {
  return now.flatMap((counter, n) => {
    const known = before[n] ?? nothing;
    const uplinkBytes = growth(known.uplinkBytes, counter.uplinkBytes);
    const downlinkBytes = growth(known.downlinkBytes, counter.downlinkBytes);
    return uplinkBytes + downlinkBytes > 0n ? [{ ...counter, uplinkBytes, downlinkBytes }] : [];
  });
}

/** How many counters stand lower than they did. */
export function ranBack(before: readonly (Standing | undefined)[], now: readonly Counter[]): number {
  return now.filter((counter, n) => {
    const known = before[n];
    return known && (counter.uplinkBytes < known.uplinkBytes || counter.downlinkBytes < known.downlinkBytes);
  }).length;
}

function growth(before: bigint, now: bigint): bigint {
  const bytes = now - before;
  return bytes > 0n && bytes <= mostBytes ? bytes : 0n;
}
