/** A counter of a server, as it stood at a moment. It only grows within an epoch. */
export interface Counter {
  readonly userId: string;
  readonly deviceId: string;
  readonly inboundId: string;
  readonly uplinkBytes: bigint;
  readonly downlinkBytes: bigint;
}

/** More than a server can carry between two reports: a counter that jumps so far is broken, or forged. */
const mostBytes = 2n ** 50n;

export function counterKey({ userId, deviceId, inboundId }: Counter): string {
  return `${userId} ${deviceId} ${inboundId}`;
}

/**
 * What has flowed since the counters were last heard of. A report that was late, or comes again, brings smaller or equal
 * numbers and so adds nothing. Each direction counts for itself.
 */
export function flowed(before: ReadonlyMap<string, Counter>, now: readonly Counter[]): Counter[] {
  return now.flatMap((counter) => {
    const known = before.get(counterKey(counter));
    const uplinkBytes = growth(known?.uplinkBytes ?? 0n, counter.uplinkBytes);
    const downlinkBytes = growth(known?.downlinkBytes ?? 0n, counter.downlinkBytes);
    return uplinkBytes + downlinkBytes > 0n ? [{ ...counter, uplinkBytes, downlinkBytes }] : [];
  });
}

/** How many counters stand lower than they did. */
export function ranBack(before: ReadonlyMap<string, Counter>, now: readonly Counter[]): number {
  return now.filter((counter) => {
    const known = before.get(counterKey(counter));
    return known && (counter.uplinkBytes < known.uplinkBytes || counter.downlinkBytes < known.downlinkBytes);
  }).length;
}

function growth(before: bigint, now: bigint): bigint {
  const bytes = now - before;
  return bytes > 0n && bytes <= mostBytes ? bytes : 0n;
}
