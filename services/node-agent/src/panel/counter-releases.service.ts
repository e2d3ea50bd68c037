import type { ReleaseAnswer, ReleaseOrder, UnusedAnswer, UnusedQuestion } from '@vortex/contracts/nodes';
import { ListUnusedCountersRequest, type ReleasedCounters, ReleaseCountersRequest } from '@vortex/contracts/tunnel';
import type { NodeEngine } from '../engine/engine.client';
import type { UsageCollector } from '../usage/usage-collector.service';
import { keyOf } from '../usage/usage-journal';

/** Has the engine release counters that nobody can add to, as the panel says, and sees that they are not told of again. */
export class CounterReleases {
  constructor(
    private readonly engine: NodeEngine,
    private readonly usage: UsageCollector,
  ) {}

  /** What is still to be told belongs to the hour it flowed in: the panel hears of it first as usage. */
  async unused({ id, request }: UnusedQuestion): Promise<UnusedAnswer> {
    const asked = request ?? ListUnusedCountersRequest.fromPartial({});
    const unused = await this.engine.unusedCounters(asked).catch(() => undefined);
    if (!unused) return { id, unused };
    const counters = unused.counters.filter((one) => !this.usage.journal.waits(one));
    return { id, unused: { ...unused, counters, more: unused.more || counters.length < unused.counters.length } };
  }

  async release({ id, request }: ReleaseOrder): Promise<ReleaseAnswer> {
    const ordered = request ?? ReleaseCountersRequest.fromPartial({});
    return { id, released: await this.carryOut(ordered).catch(() => undefined) };
  }

  private async carryOut(ordered: ReleaseCountersRequest): Promise<ReleasedCounters> {
    const released = await this.engine.releaseCounters(ordered);
    const kept = new Set(released.kept.map(keyOf));
    const gone = ordered.counters.filter((one) => !kept.has(keyOf(one)));
    await this.usage.forget(gone, released.releases);
    return released;
  }
}
