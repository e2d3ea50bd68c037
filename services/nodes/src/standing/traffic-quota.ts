export const countedTraffic = ['both', 'uplink', 'downlink', 'larger'] as const;

/** Which of its users' traffic counts; `larger` is whichever of the two is more in the period. */
export type CountedTraffic = (typeof countedTraffic)[number];

/** What a server may carry in a month, as its provider sells it. */
export interface TrafficQuota {
  /** 0 for no limit. */
  readonly limitBytes: bigint;
  readonly counted: CountedTraffic;
  /** 1 to 31: a month begins on this day at midnight; 31 means the last day of shorter months. */
  readonly resetDay: number;
  /** Where that midnight is. */
  readonly zone: string;
  /** From this share on it is worth a word. */
  readonly warningPercent: number;
}

export type QuotaState = 'within' | 'warned' | 'exhausted';

export const unlimited: TrafficQuota = {
  limitBytes: 0n,
  counted: 'both',
  resetDay: 1,
  zone: 'UTC',
  warningPercent: 80,
};

export function usedOf(
  counted: CountedTraffic,
  { uplinkBytes, downlinkBytes }: { readonly uplinkBytes: bigint; readonly downlinkBytes: bigint },
): bigint {
  switch (counted) {
    case 'both':
      return uplinkBytes + downlinkBytes;
    case 'uplink':
      return uplinkBytes;
    case 'downlink':
      return downlinkBytes;
    case 'larger':
      return uplinkBytes > downlinkBytes ? uplinkBytes : downlinkBytes;
  }
}

export function quotaState({ limitBytes, warningPercent }: TrafficQuota, usedBytes: bigint): QuotaState {
  if (limitBytes === 0n) return 'within';
  if (usedBytes >= limitBytes) return 'exhausted';
  return usedBytes * 100n >= limitBytes * BigInt(warningPercent) ? 'warned' : 'within';
}
