import type {
  CarriedBytes as WireCarried,
  ServerTraffic as WireServerTraffic,
  Traffic as WireTraffic,
  TrafficPeriod as WirePeriod,
  TrafficTotals as WireTotals,
} from '@vortex/contracts/nodes';
import type { Analytics, CarriedBytes, ServerTraffic, TrafficStats, TrafficTotals } from '../generated/schema';
import { required } from '../graphql/required';
import type { ReadPeriod } from './time-period.graphql';

/** As GraphQL shows them, but for the servers and inbounds, which are loaded. */
export type TrafficStatsRow = Omit<TrafficStats, 'topServers'> & {
  readonly topServers: readonly { readonly serverId: string; readonly totals: TrafficTotals }[];
};
export type AnalyticsRow = Omit<Analytics, 'traffic' | 'topInbounds'> & {
  readonly traffic: TrafficStatsRow;
  readonly topInbounds: readonly { readonly inboundId: string; readonly totals: TrafficTotals }[];
};

export function wirePeriod({ from, to, resolution }: ReadPeriod): WirePeriod {
  return { from, to, resolution: `TRAFFIC_RESOLUTION_${resolution}` };
}

export function toTotals(totals: WireTotals | undefined): TrafficTotals {
  return required(totals, 'TrafficTotals');
}

export function toStats({ totals, points, topUsers, topServers }: WireTraffic, period: ReadPeriod): TrafficStatsRow {
  return {
    ...period,
    totals: toTotals(totals),
    points: points.map((point) => ({
      startsAt: required(point.startsAt, 'TrafficPoint.starts_at'),
      totals: toTotals(point.totals),
    })),
    topUsers: topUsers.map(({ userId, totals: share }) => ({ userId, totals: toTotals(share) })),
    topServers: topServers.map(({ serverId, totals: share }) => ({ serverId, totals: toTotals(share) })),
  };
}

export function toServerTraffic({ totals, points, topUsers }: WireServerTraffic, period: ReadPeriod): ServerTraffic {
  return {
    ...period,
    totals: toCarried(totals),
    points: points.map((point) => ({
      startsAt: required(point.startsAt, 'CarriedPoint.starts_at'),
      totals: toCarried(point.totals),
    })),
    topUsers: topUsers.map(({ userId, totals: share }) => ({ userId, totals: toTotals(share) })),
  };
}

function toCarried(totals: WireCarried | undefined): CarriedBytes {
  return required(totals, 'CarriedBytes');
}
