import { Inject, Injectable } from '@nestjs/common';
import type { Cache, RateLimiter, RateRule } from '@vortex/cache';
import { CACHE, networkOf, RATE_LIMITER } from '@vortex/kit';
import { createHash } from 'node:crypto';
import { usernameKey } from '../accounts/account';
import { TooManyAttempts } from './sign-in.errors';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Guesses at many names from one place. Room for an office behind one address. */
const fromNetwork: RateRule = { limit: 100, windowMs: 15 * minuteMs };
/** Guesses at one name from one place. */
const atNameFromNetwork: RateRule = { limit: 10, windowMs: 15 * minuteMs };
/** Guesses at one name from everywhere it has never been used, that is by many machines of one guesser. */
const atNameFromStrangers: RateRule = { limit: 50, windowMs: 60 * minuteMs };
const rememberedForMs = 90 * dayMs;

export interface Attempt {
  /** The id of the tenant; what was typed where there is none of that name. */
  readonly tenant: string;
  readonly username: string;
  /** As the edge saw it; empty when it did not. */
  readonly clientAddress: string;
}

/**
 * Slows guessers down without letting them lock anybody out. A name alone is limited only for networks it has not been
 * used from before, so while strangers hammer at it its owner still comes in from home; only from somewhere new the owner
 * may have to wait. Names that do not exist count alike, and while Redis is away every process counts for itself.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    @Inject(RATE_LIMITER) private readonly limiter: RateLimiter,
    @Inject(CACHE) private readonly cache: Cache,
  ) {}

  /** Before the password is looked at, so that attempts made at the same time count too. Throws TooManyAttempts. */
  async admit(attempt: Attempt): Promise<void> {
    const { network, name, both } = keysOf(attempt);
    await this.consume(`sign-in:network:${network}`, fromNetwork);
    await this.consume(`sign-in:both:${both}`, atNameFromNetwork);
    if (await this.isFamiliar(both)) return;
    await this.consume(`sign-in:name:${name}`, atNameFromStrangers);
  }

  /** Who knew the password is not a guesser; the network is remembered as one of theirs. */
  async succeeded(attempt: Attempt): Promise<void> {
    const { both } = keysOf(attempt);
    await this.limiter.reset(`sign-in:both:${both}`, atNameFromNetwork);
    // Without the cache the network stays unfamiliar, which is the safe side.
    await this.cache.set(`sign-in:familiar:${both}`, '1', rememberedForMs).catch(() => undefined);
  }

  private async isFamiliar(both: string): Promise<boolean> {
    const known = await this.cache.get(`sign-in:familiar:${both}`).catch(() => undefined);
    return known !== undefined;
  }

  private async consume(key: string, rule: RateRule): Promise<void> {
    const { allowed, resetMs } = await this.limiter.consume(key, rule);
    if (!allowed) throw new TooManyAttempts(resetMs);
  }
}

/** Digests, since people type passwords into the field for names. */
function keysOf({ tenant, username, clientAddress }: Attempt) {
  // The same name at another tenant is another person's.
  const name = `${tenant.toLowerCase()}\0${usernameKey(username)}`;
  const network = networkOf(clientAddress);
  return { network: digest(network), name: digest(name), both: digest(`${name}\0${network}`) };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
