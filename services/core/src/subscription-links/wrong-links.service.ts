import { Inject, Injectable } from '@nestjs/common';
import type { RateLimiter } from '@vortex/cache';
import { CLOCK, type Clock, CONFIG, networkOf, RATE_LIMITER } from '@vortex/kit';
import { LRUCache } from 'lru-cache';
import type { CoreConfig } from '../config';

const windowMs = 60_000;
const mostNetworks = 10_000;

/**
 * Who asks for many links that are nobody's is scanning. From then on the database is not asked for it any more; links that
 * are in memory are served still, for behind the same address may be customers.
 */
@Injectable()
export class WrongLinks {
  private readonly heldUntil = new LRUCache<string, number>({ max: mostNetworks });

  constructor(
    @Inject(RATE_LIMITER) private readonly limiter: RateLimiter,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: CoreConfig,
  ) {}

  /** Seconds until the address may ask again; 0 when it may now. */
  heldFor(address: string): number {
    const until = this.heldUntil.get(networkOf(address));
    return until === undefined ? 0 : Math.max(Math.ceil((until - this.clock.now().getTime()) / 1_000), 0);
  }

  async count(address: string): Promise<void> {
    const network = networkOf(address);
    const rule = { limit: this.config.VORTEX_LINKS_WRONG_PER_MINUTE, windowMs };
    const { allowed, resetMs } = await this.limiter.consume(`core:links:${network}`, rule);
    if (!allowed) this.heldUntil.set(network, this.clock.now().getTime() + Math.max(resetMs, 1_000));
  }
}
