import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, type Scope, type SessionId } from '@vortex/kit';
import type { Account } from '../accounts/account';
import { AccountRepository } from '../accounts/account.repository';
import { AccessTokenService } from '../sign-in/access-token.service';
import { RefreshTokenRepository, type Rotation, type ShownToken } from './refresh-token.repository';
import { RefreshTokenService } from './refresh-token.service';
import { graceMs, type NewSession, newSession } from './session';
import { SessionRevocation } from './session-revocation.service';
import type { SessionTokens } from './session-tokens';
import {
  RefreshTokenExpired,
  RefreshTokenInvalid,
  RefreshTokenReused,
  SessionEnded,
  SessionRequired,
} from './session.errors';
import { SessionRepository } from './session.repository';

/** Begins sessions, and carries them on from token to token. */
@Injectable()
export class SessionTokensService {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionRepository,
    private readonly refreshTokens: RefreshTokenRepository,
    private readonly maker: RefreshTokenService,
    private readonly accounts: AccountRepository,
    private readonly accessTokens: AccessTokenService,
    private readonly revocation: SessionRevocation,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Undefined when the account is not any more what it was when its password was proven. */
  async begin(account: Account, given: NewSession): Promise<SessionTokens | undefined> {
    const now = this.clock.now();
    const session = newSession(account, given, now);
    const refreshToken = this.maker.create();
    const { id, tenantId } = session;
    const hasBegun = await this.db.run(async () => {
      if (!(await this.sessions.holdAccount({ tenantId }, account.id, account.revision))) return false;
      await this.sessions.insert(session);
      await this.refreshTokens.insert(id, this.maker.digest(refreshToken), now);
      await this.audit.record({
        action: 'auth.session.begin',
        tenantId,
        subject: { kind: 'session', ids: [id], name: account.username },
        after: { kind: session.kind },
        actor: { accountId: account.id, role: account.role, sessionId: id },
      });
      return true;
    });
    if (!hasBegun) return undefined;
    const access = await this.accessTokens.issue(account, id);
    return { ...access, account, refreshToken, refreshExpiresAt: session.idleExpiresAt };
  }

  /** Exchanges a refresh token for its successor. */
  async refresh(token: string, clientAddress: string): Promise<SessionTokens> {
    if (!this.maker.isOne(token)) throw new RefreshTokenInvalid();
    const refreshToken = await this.maker.successorOf(token);
    const shown = { hash: this.maker.digest(token), successorHash: this.maker.digest(refreshToken), clientAddress };
    const rotation = await this.db.run(() => this.rotate(shown));
    if (!rotation) throw await this.refusalOf(shown.hash);
    if (rotation.isReused) throw new RefreshTokenReused();
    // Read after the session was found open: whoever disables the account ends its sessions in the same transaction.
    const account = await this.accounts.find({ tenantId: rotation.tenantId }, rotation.accountId);
    const access = await this.accessTokens.issue(account, rotation.sessionId);
    return { ...access, account, refreshToken, refreshExpiresAt: rotation.idleExpiresAt };
  }

  /** Throws SessionRequired unless the session is the account's and open. */
  async require(scope: Scope, id: SessionId): Promise<void> {
    if (!(await this.sessions.findOpen(scope, id, this.clock.now()))) throw new SessionRequired();
  }

  /** Gives a session new tokens and makes its old refresh tokens useless, not even within the grace. */
  async renew(scope: Scope, id: SessionId, account: Account): Promise<SessionTokens> {
    const refreshToken = this.maker.create();
    const digest = this.maker.digest(refreshToken);
    const refreshExpiresAt = await this.refreshTokens.replace(scope, id, digest, this.clock.now());
    if (!refreshExpiresAt) throw new SessionRequired();
    return { ...(await this.accessTokens.issue(account, id)), account, refreshToken, refreshExpiresAt };
  }

  private async rotate(shown: ShownToken): Promise<Rotation | undefined> {
    const now = this.clock.now();
    const rotation = await this.refreshTokens.rotate(shown, now, new Date(now.getTime() - graceMs));
    if (!rotation?.isReused) return rotation;
    const { sessionId, tenantId } = rotation;
    await this.revocation.refuse([sessionId]);
    await this.audit.record({
      action: 'auth.session.reuse',
      tenantId,
      subject: { kind: 'session', ids: [sessionId] },
      after: { ended: 'token_reused' },
    });
    return rotation;
  }

  private async refusalOf(hash: Buffer): Promise<Error> {
    const session = await this.refreshTokens.sessionOf(hash);
    if (!session) return new RefreshTokenInvalid();
    if (!session.endedAt) return new RefreshTokenExpired();
    return session.endedWhy === 'token_reused' ? new RefreshTokenReused() : new SessionEnded();
  }
}
