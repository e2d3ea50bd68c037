import { TrafficQuota as QuotaMessage } from '@vortex/contracts/nodes';
import { z } from 'zod';
import { zone } from '../atoms/zone';
import { countedTraffic, unlimited } from './traffic-quota';
import { countedFrom } from './traffic-quota-message';

/** 8 EiB are more than anybody sells. */
const mostBytes = 2n ** 63n - 1n;

/** By the names callers know. */
export const trafficQuota = z
  .object({
    limitBytes: z.bigint().min(0n).max(mostBytes),
    counted: z.enum(countedTraffic),
    reset: z.object({ dayOfMonth: z.number().int().min(1).max(31), zone }),
    warningPercent: z.number().int().min(1).max(100),
  })
  .transform(({ reset, ...rest }) => ({ ...rest, resetDay: reset.dayOfMonth, zone: reset.zone }));

export const noQuota = QuotaMessage.fromPartial({});

/** With what is usual in the place of what is not said; to be judged still. */
export function quotaGiven({ limitBytes, counted, reset, warningPercent }: QuotaMessage) {
  return {
    limitBytes,
    counted: countedFrom(counted) ?? counted,
    reset: {
      dayOfMonth: reset?.dayOfMonth || unlimited.resetDay,
      zone: reset?.zone || unlimited.zone,
    },
    warningPercent: warningPercent || unlimited.warningPercent,
  };
}
