import type { ReleasedCounters, UsageCounter } from '@vortex/contracts/tunnel';

/** What an engine is told to release: counters as they stood when that was in the books, and what gone users were charged. */
export interface CounterOrder {
  readonly epoch: bigint;
  readonly counters: readonly UsageCounter[];
  readonly userIds: readonly string[];
}

/**
 * What the engine has none of any more, by what it has kept. A counter that stands lower than it was ordered to be released at
 * has been released, by an order whose answer was lost, and has begun anew since: counters only grow.
 */
export function released(order: CounterOrder, { kept, keptUserIds }: ReleasedCounters): Omit<CounterOrder, 'epoch'> {
  const stands = new Map(kept.map((counter) => [keyOf(counter), counter]));
  const keptUsers = new Set(keptUserIds);
  return {
    counters: order.counters.filter((ordered) => {
      const now = stands.get(keyOf(ordered));
      return !now || now.uplinkBytes < ordered.uplinkBytes || now.downlinkBytes < ordered.downlinkBytes;
    }),
    userIds: order.userIds.filter((id) => !keptUsers.has(id)),
  };
}

function keyOf({ userId, deviceId, inboundTag }: UsageCounter): string {
  return `${userId} ${deviceId} ${inboundTag}`;
}
