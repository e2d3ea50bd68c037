/** What a user may still use in its period, as the panel knows it. */
export interface Account {
  readonly limitBytes: bigint;
  readonly consumedBytes: bigint;
}

/** How far one server may go, and how far it has gone. Both are charged bytes of the epoch of its counters. */
export interface Lease {
  readonly untilBytes: bigint;
  readonly chargedBytes: bigint;
  /** What the server was asked to go no further than, and is not known to have taken yet. */
  readonly returnsToBytes?: bigint | undefined;
}

/** Below this it is not worth keeping anything back for other servers. */
const smallestShareBytes = 1n << 20n;

/** What a server may still let through. */
export function outstanding({ untilBytes, chargedBytes }: Lease): bigint {
  return untilBytes > chargedBytes ? untilBytes - chargedBytes : 0n;
}

/**
 * What a lease should end at so that servers where the user runs short have some of it: half of what it still covers. It is
 * given back only once the server says so. Undefined where that is not worth it, or was asked for already.
 */
export function askedBack(lease: Lease): bigint | undefined {
  const idle = outstanding(lease);
  if (lease.returnsToBytes !== undefined || idle < 2n * smallestShareBytes) return undefined;
  return lease.chargedBytes + idle / 2n;
}

/**
 * The lease of a server, never less than it has: what was given out is only the server's to give back. Consumed and all
 * outstanding leases together never add up to more than the limit.
 *
 * A lone server gets all that remains. Of several each gets a part, and more of what remains as it uses that up.
 *
 * @param others leases of the user's other servers
 * @param servers how many the user belongs on, this one included
 */
export function granted(account: Account, mine: Lease, others: readonly Lease[], servers: number): bigint {
  if (mine.returnsToBytes !== undefined) return mine.untilBytes;
  const elsewhere = others.reduce((sum, lease) => sum + outstanding(lease), 0n);
  const available = account.limitBytes - account.consumedBytes - elsewhere;
  if (available <= outstanding(mine)) return mine.untilBytes;
  const share = servers > 1 && available > smallestShareBytes ? available / BigInt(2 * (servers - 1)) : available;
  const until = mine.chargedBytes + atLeast(share, available < smallestShareBytes ? available : smallestShareBytes);
  return until > mine.untilBytes ? until : mine.untilBytes;
}

/** Whether a server should hear of a larger lease before it runs out of the one it has. */
export function runsLow(mine: Lease, grantedUntil: bigint): boolean {
  return grantedUntil > mine.untilBytes && 2n * outstanding(mine) < grantedUntil - mine.chargedBytes;
}

function atLeast(value: bigint, least: bigint): bigint {
  return value > least ? value : least;
}
