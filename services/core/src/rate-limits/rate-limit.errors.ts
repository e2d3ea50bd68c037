import { DomainError } from '@vortex/kit';

/** A caller has asked for more within a minute than it may. */
export class RateLimited extends DomainError {
  readonly kind = 'resource_exhausted';
  constructor(readonly retryAfterSeconds: number) {
    super('rate_limited', { retryAfterSeconds: String(retryAfterSeconds) });
  }
}
