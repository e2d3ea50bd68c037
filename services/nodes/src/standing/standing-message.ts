import type {
  FailoverGroup as GroupMessage,
  QuotaState as StateMessage,
  QuotaUsage as UsageMessage,
} from '@vortex/contracts/nodes';
import type { FailoverGroup } from './failover';
import type { QuotaUsage } from './quota-usage';
import type { QuotaState } from './traffic-quota';

/** How a server stands in its quota, as callers see it. */
export function usageMessage({ server, month, usedBytes, state }: QuotaUsage): UsageMessage {
  const period = { periodStartedAt: month.start, periodEndsAt: month.end };
  return { serverId: server.id, usedBytes, state: quotaStateMessage(state), ...period };
}

export function quotaStateMessage(state: QuotaState): StateMessage {
  return `QUOTA_STATE_${state.toUpperCase()}` as StateMessage;
}

/** A group as callers see it. */
export function groupMessage({ name, shownServers, members }: FailoverGroup): GroupMessage {
  return { name, shownServers, members: members.map(({ serverId, rank, spare }) => ({ serverId, rank, spare })) };
}
