import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock';
import type { RateLimiter, RateRule, RateVerdict } from './rate-limiter';
import { assertConsumable, slide, type Consumption } from './sliding-window';

/**
 * Counts in this process, for at most so many keys: keys come from strangers, and a flood of them must not take the
 * memory. The key used least recently is forgotten first, which is never the one being hammered.
 */
export class MemoryRateLimiter implements RateLimiter {
  private readonly consumptions: LRUCache<string, Consumption>;

  constructor(
    private readonly clock: Clock,
    maxKeys: number,
  ) {
    this.consumptions = new LRUCache({
      max: maxKeys,
      perf: { now: () => clock.now().getTime() },
      ttlResolution: 0,
    });
  }

  async consume(key: string, rule: RateRule, points = 1): Promise<RateVerdict> {
    assertConsumable(rule, points);
    const name = nameOf(key, rule);
    const { consumption, verdict } = slide(this.consumptions.get(name), rule, this.clock.now().getTime(), points);
    if (verdict.allowed) this.consumptions.set(name, consumption, { ttl: 2 * rule.windowMs });
    return verdict;
  }

  async reset(key: string, rule: RateRule): Promise<void> {
    this.consumptions.delete(nameOf(key, rule));
  }
}

/** One key counts apart under rules of different windows. */
function nameOf(key: string, rule: RateRule): string {
  return `${rule.windowMs}:${key}`;
}
