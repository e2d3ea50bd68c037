import type {
  FailoverGroup as WireGroup,
  QuotaUsage as WireUsage,
  Failover as WireFailover,
  TrafficQuota as WireQuota,
} from '@vortex/contracts/nodes';
import type {
  CountedTraffic,
  Failover,
  FailoverGroup,
  FailoverInput,
  FailoverMember,
  QuotaState,
  QuotaUsage,
  TrafficQuota,
  TrafficQuotaInput,
} from '../generated/schema';
import { required } from '../graphql/required';

/** A member as GraphQL shows it, but for its server, which is loaded. */
export type MemberRow = Omit<FailoverMember, 'server'>;
export type GroupRow = Omit<FailoverGroup, 'members'> & { readonly members: readonly MemberRow[] };

const countedPrefix = 'COUNTED_TRAFFIC_';

/** Null where there is no limit. */
export function toQuota({ limitBytes, counted, reset, warningPercent }: WireQuota): TrafficQuota | null {
  if (limitBytes === 0n) return null;
  const { dayOfMonth, zone } = required(reset, 'TrafficQuota.reset');
  const word = counted.replace(countedPrefix, '') as CountedTraffic;
  return { limitBytes, counted: word, reset: { dayOfMonth, zone }, warningPercent };
}

/** What is absent is as usual for nodes. */
export function wireQuota({ limitBytes, counted, reset, warningPercent }: TrafficQuotaInput): WireQuota {
  return {
    limitBytes: limitBytes ?? 0n,
    counted: `${countedPrefix}${counted ?? 'UNSPECIFIED'}` as WireQuota['counted'],
    reset: { dayOfMonth: reset?.dayOfMonth ?? 0, zone: reset?.zone ?? '' },
    warningPercent: warningPercent ?? 0,
  };
}

/** Null where it is in no group. */
export function toFailover({ group, rank }: WireFailover): Failover | null {
  return group === '' ? null : { group, rank };
}

export function wireFailover({ group, rank }: FailoverInput): WireFailover {
  return { group: group ?? '', rank: rank ?? 0 };
}

export function toQuotaUsage({ usedBytes, state, periodStartedAt, periodEndsAt }: WireUsage): QuotaUsage {
  return {
    usedBytes,
    state: state.replace('QUOTA_STATE_', '') as QuotaState,
    periodStartedAt: required(periodStartedAt, 'QuotaUsage.period_started_at'),
    periodEndsAt: required(periodEndsAt, 'QuotaUsage.period_ends_at'),
  };
}

export function toGroup({ name, shownServers, members }: WireGroup): GroupRow {
  return { name, shownServers, members };
}
