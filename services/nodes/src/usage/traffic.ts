/** What has flowed, whatever it counts against limits. */
export interface CarriedBytes {
  readonly uplinkBytes: bigint;
  readonly downlinkBytes: bigint;
}

export interface TrafficTotals extends CarriedBytes {
  readonly chargedBytes: bigint;
}

export type Resolution = 'hour' | 'day';

/** Whole hours or days, the end not included. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
  readonly resolution: Resolution;
}

export interface CarriedPoint extends CarriedBytes {
  readonly startsAt: Date;
}

export interface TrafficPoint extends TrafficTotals {
  readonly startsAt: Date;
}

/** What one user, server or inbound has to do with it. */
export interface TrafficShare extends TrafficTotals {
  readonly id: string;
}

export interface Traffic {
  readonly totals: TrafficTotals;
  readonly points: readonly TrafficPoint[];
  readonly topUsers: readonly TrafficShare[];
  readonly topServers: readonly TrafficShare[];
}

export interface ServerTraffic {
  readonly totals: CarriedBytes;
  readonly points: readonly CarriedPoint[];
  /** Of the tenant that asks. */
  readonly topUsers: readonly TrafficShare[];
}

export interface TrafficAnalytics {
  readonly traffic: Traffic;
  readonly previousTotals: TrafficTotals;
  readonly activeUsers: bigint;
  readonly previousActiveUsers: bigint;
  readonly topInbounds: readonly TrafficShare[];
}

export const stepMs: Readonly<Record<Resolution, number>> = { hour: 3_600_000, day: 86_400_000 };

/** The period widened to whole steps of its resolution. */
export function whole({ from, to, resolution }: Period): Period {
  const step = stepMs[resolution];
  const begin = Math.floor(from.getTime() / step) * step;
  return { from: new Date(begin), to: new Date(Math.ceil(to.getTime() / step) * step), resolution };
}

export function sumOf(points: readonly CarriedBytes[]): CarriedBytes {
  const nothing: CarriedBytes = { uplinkBytes: 0n, downlinkBytes: 0n };
  return points.reduce(
    (sum, { uplinkBytes, downlinkBytes }) => ({
      uplinkBytes: sum.uplinkBytes + uplinkBytes,
      downlinkBytes: sum.downlinkBytes + downlinkBytes,
    }),
    nothing,
  );
}

/** The period of the same length that ends where this one begins. */
export function before({ from, to, resolution }: Period): Period {
  return { from: new Date(2 * from.getTime() - to.getTime()), to: from, resolution };
}
