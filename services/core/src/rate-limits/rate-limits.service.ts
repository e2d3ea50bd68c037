import { Inject, Injectable } from '@nestjs/common';
import type { RateLimiter } from '@vortex/cache';
import { type Caller, CONFIG, RATE_LIMITER } from '@vortex/kit';
import type { CoreConfig } from '../config';
import { RateLimited } from './rate-limit.errors';
import { budgetOf } from './rate-budget';
import { rateHeaders } from './rate-headers';

const windowMs = 60_000;

/** Operations are paid for by what they could answer with, so a hundred cheap ones weigh no more than one dear one. */
@Injectable()
export class RateLimits {
  constructor(
    @Inject(RATE_LIMITER) private readonly limiter: RateLimiter,
    @Inject(CONFIG) private readonly config: CoreConfig,
  ) {}

  /** Takes `cost` points, and tells through `say` what is left. Throws RateLimited when there are not as many. */
  async pay(
    caller: Caller,
    address: string,
    cost: number,
    say: (headers: Readonly<Record<string, string>>) => void = () => undefined,
  ): Promise<void> {
    const { VORTEX_API_POINTS_PER_MINUTE: ofAccounts, VORTEX_API_ANONYMOUS_POINTS_PER_MINUTE: ofStrangers } =
      this.config;
    const budget = budgetOf(caller, address);
    const rule = { limit: budget.name === 'address' ? ofStrangers : ofAccounts, windowMs };
    const points = Math.min(Math.max(Math.ceil(cost), 1), rule.limit);
    const verdict = await this.limiter.consume(`core:api:${budget.name}:${budget.key}`, rule, points);
    say(rateHeaders(budget, rule, verdict));
    if (!verdict.allowed) throw new RateLimited(Math.max(Math.ceil(verdict.resetMs / 1_000), 1));
  }
}
