import { Inject, Injectable } from '@nestjs/common';
import type { FanOut } from '@vortex/cache';
import { Database } from '@vortex/database';
import {
  type AccountId,
  CLOCK,
  type Clock,
  FAN_OUT,
  LOG,
  type Log,
  revocationTopic,
  type Scope,
  type SessionId,
  writeNotices,
} from '@vortex/kit';
import { caughtUp, type Revocation, type RevocationCursor, tokensEndAt } from './revocation';
import { RevocationRepository } from './revocation.repository';
import type { SessionEnd } from './session';
import { SessionRepository, type SessionsToEnd } from './session.repository';

const mostAtOnce = 1_000;

/** Whose tokens are out of date: those issued before the account had this revision. */
export interface ChangedAccount {
  readonly id: AccountId;
  readonly revision: bigint;
}

/**
 * Takes rights back that tokens already say somebody has. Each method joins the transaction of its caller; what it
 * revokes is told as soon as that commits, and every service honours it within 5 s.
 */
@Injectable()
export class SessionRevocation {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionRepository,
    private readonly revocations: RevocationRepository,
    @Inject(FAN_OUT) private readonly fanOut: FanOut,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Ends sessions. Answers with the ids of those that were open. */
  endSessions(scope: Scope, which: SessionsToEnd, why: SessionEnd): Promise<SessionId[]> {
    return this.db.run(async () => {
      const ended = await this.sessions.end(scope, which, why, this.clock.now());
      await this.refuse(ended);
      return ended;
    });
  }

  /**
   * Ends every session of an account and refuses all tokens issued before it had its present revision. For an account
   * that was disabled or deleted: call it in that transaction, with the account as it is saved there.
   */
  async revokeAccount(scope: Scope, account: ChangedAccount, why: SessionEnd): Promise<void> {
    await this.db.run(async () => {
      await this.endSessions(scope, { accountId: account.id }, why);
      await this.outdate([account]);
    });
  }

  /**
   * Refuses the tokens issued before the accounts had their present revisions; their sessions go on, and the next
   * refresh gives a token that says what is so now. For a role or permissions that have changed.
   */
  outdate(accounts: readonly ChangedAccount[]): Promise<void> {
    const expiresAt = tokensEndAt(this.clock.now());
    return this.revoke(
      accounts.map(({ id, revision }) => ({
        kind: 'account',
        subjectId: id,
        beforeRevision: revision,
        expiresAt,
      })),
    );
  }

  /** Refuses every token whose `sid` is among these: of sessions that are ended, or of API tokens by their ids. */
  refuse(ids: readonly SessionId[]): Promise<void> {
    const expiresAt = tokensEndAt(this.clock.now());
    return this.revoke(ids.map((subjectId) => ({ kind: 'session', subjectId, expiresAt })));
  }

  /** What was revoked after the cursor, oldest first, and where to go on. */
  async list(after: RevocationCursor) {
    const now = this.clock.now();
    const listed = await this.revocations.list(after, now, mostAtOnce);
    const last = listed.at(-1);
    const hasMore = listed.length === mostAtOnce;
    return {
      revocations: listed.map(({ revocation }) => revocation),
      cursor: hasMore && last ? last.cursor : caughtUp(now),
      hasMore,
    };
  }

  private async revoke(revocations: readonly Revocation[]): Promise<void> {
    for (let start = 0; start < revocations.length; start += mostAtOnce) {
      const some = revocations.slice(start, start + mostAtOnce);
      await this.revocations.insert(some, this.clock.now());
      this.db.afterCommit(() => this.tell(some));
    }
  }

  /** Whoever does not hear this reads the list within seconds. */
  private tell(revocations: readonly Revocation[]): void {
    const notices = revocations.map((revocation) => ({
      kind: revocation.kind,
      id: revocation.subjectId,
      beforeRevision: revocation.kind === 'account' ? Number(revocation.beforeRevision) : 0,
      expiresAtMs: revocation.expiresAt.getTime(),
    }));
    this.fanOut
      .publish(revocationTopic, writeNotices(notices))
      .catch((err: unknown) => this.log.warn({ err }, 'what was revoked could not be told at once'));
  }
}
