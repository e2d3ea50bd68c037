import type { RecordUsageRequest, TrafficPeriod, UsageItem as ItemMessage } from '@vortex/contracts/nodes';
import { parseInput } from '@vortex/kit';
import { z } from 'zod';
import type { UsageItem } from './charge';
import { type Period, stepMs, whole } from './traffic';

const mostItems = 10_000;
/** More than a server can carry between two reports. Keeps sums and charges far from 2^63. */
const mostBytes = 2n ** 50n;
const mostPoints = 1_500;
const id = z.uuid();
const bytes = z.bigint().min(0n).max(mostBytes);
const earliest = new Date('2020-01-01T00:00:00Z');
const moment = z.date().min(earliest).max(new Date('2200-01-01T00:00:00Z'));

const report = z.object({
  serverId: id,
  epoch: z.bigint().min(0n),
  sequence: z.bigint().min(0n),
  items: z
    .array(
      z.object({ userId: id, tenantId: id, inboundId: id, flowedAt: moment, uplinkBytes: bytes, downlinkBytes: bytes }),
    )
    .max(mostItems),
});

/** Every problem of a report at once; an item without traffic is left out. */
export function usageFrom(request: RecordUsageRequest): { epoch: bigint; sequence: bigint; items: UsageItem[] } {
  const { epoch, sequence, items } = parseInput(report, request);
  return { epoch, sequence, items: items.filter(hasTraffic) };
}

function hasTraffic({ uplinkBytes, downlinkBytes }: Pick<ItemMessage, 'uplinkBytes' | 'downlinkBytes'>): boolean {
  return uplinkBytes + downlinkBytes > 0n;
}

const resolutions = { TRAFFIC_RESOLUTION_HOUR: 'hour', TRAFFIC_RESOLUTION_DAY: 'day' } as const;

const period = z
  .object({ from: moment, to: moment, resolution: z.enum(['hour', 'day']) })
  .refine(({ from, to }) => from < to, {
    path: ['to'],
    error: 'The period ends before it begins.',
    params: { code: 'empty_range' },
  })
  .refine((given) => pointsOf(given) <= mostPoints, {
    path: ['from'],
    error: `At most ${mostPoints} points; ask for days instead of hours, or for less.`,
    params: { code: 'too_long' },
  });

export function periodFrom(message: TrafficPeriod | undefined): Period {
  const known: Readonly<Record<string, string>> = resolutions;
  const given = message && { ...message, resolution: known[message.resolution] ?? message.resolution };
  return parseInput(period, given, 'period');
}

function pointsOf(given: Period): number {
  const { from, to } = whole(given);
  return (to.getTime() - from.getTime()) / stepMs[given.resolution];
}
