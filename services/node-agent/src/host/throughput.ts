/** What an engine has carried since its epoch began, at a moment. */
export interface Carried {
  readonly epoch: bigint;
  readonly atMs: number;
  readonly uplinkBytes: bigint;
  readonly downlinkBytes: bigint;
}

/** Bytes a second between two moments. Nothing where counting began anew, or ran backwards, or no time has passed. */
export function throughput(before: Carried | undefined, now: Carried) {
  const ms = now.atMs - (before?.atMs ?? now.atMs);
  if (!before || before.epoch !== now.epoch || ms <= 0) return { uplinkBytesPerSecond: 0n, downlinkBytesPerSecond: 0n };
  const rate = (from: bigint, to: bigint): bigint => (to > from ? ((to - from) * 1_000n) / BigInt(Math.ceil(ms)) : 0n);
  return {
    uplinkBytesPerSecond: rate(before.uplinkBytes, now.uplinkBytes),
    downlinkBytesPerSecond: rate(before.downlinkBytes, now.downlinkBytes),
  };
}
