import type { CountedTraffic as CountedMessage, TrafficQuota as QuotaMessage } from '@vortex/contracts/nodes';
import { type CountedTraffic, countedTraffic, type TrafficQuota } from './traffic-quota';

const prefix = 'COUNTED_TRAFFIC_';

/** A quota as callers see it. */
export function quotaMessage({ limitBytes, counted, resetDay, zone, warningPercent }: TrafficQuota): QuotaMessage {
  const reset = { zone, dayOfMonth: resetDay };
  return { limitBytes, counted: countedMessage(counted), reset, warningPercent };
}

/** Undefined for what only a newer release knows. */
export function countedFrom(message: CountedMessage): CountedTraffic | undefined {
  if (message === `${prefix}UNSPECIFIED`) return 'both';
  return countedTraffic.find((counted) => countedMessage(counted) === message);
}

function countedMessage(counted: CountedTraffic): CountedMessage {
  return `${prefix}${counted.toUpperCase()}` as CountedMessage;
}
