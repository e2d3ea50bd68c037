import { createLocalJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { Unauthenticated } from '../errors/failures';
import type { Clock } from '../clock/clock';
import type { AccountCaller } from '../identity/caller';
import { accountId, isId, sessionId, tenantId } from '../ids/id';
import type { TokenIdentity } from './revocations';
import { SigningKeys } from './signing-keys';

export const tokenIssuer = 'vortex';
const maxRemembered = 10_000;
const clockToleranceSeconds = 5;

const id = z.string().refine(isId);
const claims = z.object({
  sub: id,
  tid: id,
  sid: id,
  role: z.string().min(1),
  perms: z.array(z.string()),
  mcp: z.boolean(),
  own: z.boolean().default(false),
  operator: z.boolean().default(false),
  /** A token that does not say it is of the account as it was at first. */
  rev: z.number().int().nonnegative().default(0),
  exp: z.number(),
});

export interface VerifiedToken {
  readonly caller: AccountCaller;
  readonly identity: TokenIdentity;
  readonly expiresAtMs: number;
}

/** Throws when a token that is genuine is refused all the same. */
export interface RevocationCheck {
  check(token: TokenIdentity): void | Promise<void>;
}

/** Checks access tokens against auth's published keys. Anything short of a full proof is refused. */
export class TokenVerifier {
  // Ed25519 costs more than the whole rest of a call, and a token is shown many times.
  private readonly remembered = new Map<string, VerifiedToken>();
  private rememberedFor = -1;

  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
    private readonly revocations: RevocationCheck,
  ) {}

  /** @throws Unauthenticated for a bad token, Unavailable when keys or revocations cannot be had */
  async verify(token: string): Promise<VerifiedToken> {
    const verified = await this.prove(token);
    await this.revocations.check(verified.identity);
    return verified;
  }

  private async prove(token: string): Promise<VerifiedToken> {
    const keys = await this.keys.current();
    if (keys.revision !== this.rememberedFor) {
      this.remembered.clear(); // a key may have been withdrawn
      this.rememberedFor = keys.revision;
    }
    const known = this.remembered.get(token);
    if (known && known.expiresAtMs > this.clock.now().getTime()) return known;
    const verified = await this.check(token);
    if (this.remembered.size >= maxRemembered) {
      for (const oldest of this.remembered.keys()) {
        this.remembered.delete(oldest);
        break;
      }
    }
    this.remembered.set(token, verified);
    return verified;
  }

  private async check(token: string): Promise<VerifiedToken> {
    try {
      const payload = await this.payloadOf(token);
      const parsed = claims.parse(payload);
      return {
        caller: {
          kind: 'account',
          accountId: accountId(parsed.sub),
          tenantId: tenantId(parsed.tid),
          homeTenantId: tenantId(parsed.tid),
          isOperator: parsed.operator,
          ownRowsOnly: parsed.own,
          sessionId: sessionId(parsed.sid),
          role: parsed.role,
          permissions: parsed.perms,
          mustChangePassword: parsed.mcp,
        },
        identity: { sessionId: parsed.sid, accountId: parsed.sub, accountRevision: parsed.rev },
        expiresAtMs: parsed.exp * 1000,
      };
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new Unauthenticated('token_expired');
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw new Unauthenticated('token_invalid');
      throw error;
    }
  }

  private async payloadOf(token: string): Promise<JWTPayload> {
    const verifyWith = async (keys: Awaited<ReturnType<SigningKeys['current']>>): Promise<JWTPayload> => {
      const { payload } = await jwtVerify(token, createLocalJWKSet(keys.jwks), {
        algorithms: ['EdDSA'],
        issuer: tokenIssuer,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: clockToleranceSeconds,
        currentDate: this.clock.now(),
      });
      return payload;
    };
    try {
      return await verifyWith(await this.keys.current());
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      const fresher = await this.keys.refreshed();
      if (!fresher) throw error;
      return verifyWith(fresher);
    }
  }
}
