import { createHash } from 'node:crypto';
import type { Clock } from '../clock/clock';
import { DomainError, type ErrorKind } from '../errors/domain-error';

const prefix = 'vxp_';
const mostRemembered = 10_000;
/** An access token that ends this soon is not begun with. */
const marginMs = 10_000;

export interface AccessTokenOf {
  readonly accessToken: string;
  readonly expiresAtMs: number;
}

/** Whether that is what a program signs in with, and not an access token. */
export function isApiToken(token: string): boolean {
  return token.startsWith(prefix);
}

/** Exchanges API tokens for access tokens, and remembers those while they last. Keeps digests, no API token. */
export class ApiTokens {
  private readonly remembered = new Map<string, Promise<AccessTokenOf>>();

  /** @param exchange asks auth, as a stranger */
  constructor(
    private readonly exchange: (apiToken: string) => Promise<AccessTokenOf>,
    private readonly clock: Clock,
  ) {}

  /**
   * Does `use` with the access token of an API token. One that is refused is asked for anew, once: the rights of the
   * account may have changed since. What was revoked is refused then by auth.
   */
  async with<T>(apiToken: string, use: (accessToken: string) => Promise<T>): Promise<T> {
    const key = createHash('sha256').update(apiToken).digest('base64');
    const known = this.remembered.get(key);
    const first = await this.accessTokenFor(key, apiToken);
    try {
      return await use(first.accessToken);
    } catch (error) {
      if (!isOf(error, 'unauthenticated')) throw error;
      this.remembered.delete(key);
      if (!known) throw error; // it was asked for just now
      return use((await this.accessTokenFor(key, apiToken)).accessToken);
    }
  }

  private async accessTokenFor(key: string, apiToken: string): Promise<AccessTokenOf> {
    const remembered = this.remembered.get(key);
    const known = remembered && (await remembered);
    if (known && known.expiresAtMs - marginMs > this.clock.now().getTime()) return known;
    if (this.remembered.size >= mostRemembered) this.remembered.clear();
    const pending = this.exchange(apiToken);
    this.remembered.set(key, pending); // many requests of one program share one exchange
    try {
      return await pending;
    } catch (error) {
      this.remembered.delete(key);
      throw error;
    }
  }
}

function isOf(error: unknown, kind: ErrorKind): boolean {
  return error instanceof DomainError && error.kind === kind;
}
