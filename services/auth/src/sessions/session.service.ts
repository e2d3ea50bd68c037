import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import {
  type AccountCaller,
  type AccountId,
  Audit,
  authorize,
  CLOCK,
  type Clock,
  holds,
  ownScopeOf,
  type Scope,
  scopeOf,
  type SessionId,
} from '@vortex/kit';
import { type Page, type PageRequest, readPage } from '../paging/page';
import { sortBy, type SortRequest } from '../paging/sorting';
import { SessionNotFound, SessionRequired } from './session.errors';
import type { Session, SessionEnd } from './session';
import { SessionRevocation } from './session-revocation.service';
import { sessionColumns, type SessionFilter, SessionRepository, type SessionsToEnd } from './session.repository';

/**
 * Whoever is signed in sees and ends the sessions of the own account; those of others take a permission, and so do all for
 * an API token, which may do what its scopes say and no more.
 */
@Injectable()
export class SessionService {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionRepository,
    private readonly revocation: SessionRevocation,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(
    caller: AccountCaller,
    filter: SessionFilter,
    sorting: readonly SortRequest[],
    page: PageRequest | undefined,
  ): Promise<Page<Session>> {
    const scope = await this.scopeFor(caller, filter.accountId, 'auth.session.read');
    const sort = sortBy(sorting, sessionColumns);
    return this.sessions.page(scope, filter, { sort, window: readPage(page, sort) }, this.clock.now());
  }

  /** Whether a session of others exists, only those learn who may end it. */
  async revoke(caller: AccountCaller, id: SessionId): Promise<void> {
    const mayEndOthers = holds(caller.permissions, 'auth.session.revoke') && !caller.mustChangePassword;
    const ended =
      ((await this.hasSession(caller)) && (await this.end(ownScopeOf(caller), { id }, 'revoked'))) ||
      (mayEndOthers ? await this.end(scopeOf(caller), { id }, 'revoked') : 0);
    if (ended === 0) throw new SessionNotFound(id);
  }

  async revokeOthers(caller: AccountCaller): Promise<number> {
    if (!(await this.hasSession(caller))) throw new SessionRequired();
    return this.end(ownScopeOf(caller), { accountId: caller.accountId, except: caller.sessionId }, 'revoked');
  }

  async revokeAll(caller: AccountCaller, accountId: AccountId): Promise<number> {
    return this.end(await this.scopeFor(caller, accountId, 'auth.session.revoke'), { accountId }, 'revoked');
  }

  /** True when there was a session to end: an API token is not one. */
  async logOut(caller: AccountCaller): Promise<boolean> {
    return (await this.end(ownScopeOf(caller), { id: caller.sessionId }, 'logged_out')) > 0;
  }

  /** Ends sessions, and records it. Answers with how many were open. Joins a transaction that is open. */
  end(scope: Scope, which: SessionsToEnd, why: SessionEnd): Promise<number> {
    return this.db.run(async () => {
      const ids = await this.revocation.endSessions(scope, which, why);
      const tenantId = 'tenantId' in scope ? scope.tenantId : undefined;
      for (let start = 0; start < ids.length; start += mostSubjects) {
        const subject = { kind: 'session', ids: ids.slice(start, start + mostSubjects) };
        await this.audit.record({ action: 'auth.session.revoke', tenantId, subject, after: { ended: why } });
      }
      return ids.length;
    });
  }

  /** The rows of the own account, wherever the caller acts; else, with the permission, those the caller may see. */
  private async scopeFor(caller: AccountCaller, accountId: AccountId | undefined, permission: string): Promise<Scope> {
    if (accountId === caller.accountId && (await this.hasSession(caller))) return ownScopeOf(caller);
    authorize(permission, caller);
    return scopeOf(caller);
  }

  /** An API token names itself where others name their session. */
  private async hasSession(caller: AccountCaller): Promise<boolean> {
    return (await this.sessions.findOpen(ownScopeOf(caller), caller.sessionId, this.clock.now())) !== undefined;
  }
}

/** Of an audit record. */
const mostSubjects = 1_000;
