import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { AccountId, Scope, SessionId, TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { SessionModel } from '../generated/prisma/models';
import type { Session, SessionEnd, SessionKind } from './session';

export interface SessionsToEnd {
  readonly id?: SessionId;
  readonly accountId?: AccountId;
  readonly except?: SessionId;
}

@Injectable()
export class SessionRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  async insert(session: Session): Promise<void> {
    await this.db.client.session.create({ data: session });
  }

  /**
   * Keeps the account from changing until the transaction ends. False when it has changed since it had `revision`: then
   * what was decided on it is out of date. With it, whoever disables an account finds every session that began before.
   */
  async holdAccount(scope: Scope, id: AccountId, revision: bigint): Promise<boolean> {
    const tenantId = 'tenantId' in scope ? scope.tenantId : null;
    const rows = await this.db.sql.query(
      `SELECT 1 FROM account WHERE id = $1 AND revision = $2 AND ($3::uuid IS NULL OR tenant_id = $3) FOR SHARE`,
      [id, revision, tenantId],
    );
    return rows.length === 1;
  }

  /** Undefined when there is none, or it is over. */
  async findOpen(scope: Scope, id: SessionId, now: Date): Promise<Session | undefined> {
    const row = await this.db.client.session.findFirst({ where: { id, ...within(scope), ...openAt(now) } });
    return row ? from(row) : undefined;
  }

  /** Open sessions of an account, newest first, at most `limit` after the one named. */
  async listOpen(
    scope: Scope,
    accountId: AccountId,
    page: { readonly limit: number; readonly after?: SessionId | undefined },
    now: Date,
  ): Promise<Session[]> {
    const { limit, after } = page;
    const rows = await this.db.client.session.findMany({
      where: { AND: [{ accountId }, within(scope), openAt(now), after ? { id: { lt: after } } : {}] },
      orderBy: { id: 'desc' }, // made later, sorts later
      take: limit,
    });
    return rows.map(from);
  }

  countOpen(scope: Scope, accountId: AccountId, now: Date): Promise<number> {
    return this.db.client.session.count({ where: { AND: [{ accountId }, within(scope), openAt(now)] } });
  }

  /** Ends what is open of them. Answers with the ids of those it has ended. */
  async end(scope: Scope, which: SessionsToEnd, why: SessionEnd, now: Date): Promise<SessionId[]> {
    const { id, accountId, except } = which;
    if (id === undefined && accountId === undefined) throw new Error('say which sessions to end');
    const rows = await this.db.client.session.updateManyAndReturn({
      where: {
        AND: [
          within(scope),
          openAt(now),
          id ? { id } : {},
          accountId ? { accountId } : {},
          except ? { NOT: { id: except } } : {},
        ],
      },
      data: { endedAt: now, endedWhy: why },
      select: { id: true },
    });
    return rows.map((row) => row.id as SessionId);
  }

  /** Deletes up to `limit` sessions that were over before `before`, with their tokens. Answers with how many. */
  deleteOverBefore(before: Date, limit: number): Promise<number> {
    return this.db.sql.execute(
      `DELETE FROM session WHERE id IN (
         SELECT id FROM session WHERE idle_expires_at < $1 ORDER BY idle_expires_at LIMIT $2)`,
      [before, limit],
    );
  }
}

function openAt(now: Date) {
  return { endedAt: null, idleExpiresAt: { gt: now }, expiresAt: { gt: now } };
}

function within(scope: Scope): { tenantId?: string; accountId?: string } {
  if ('platform' in scope) return {};
  return { tenantId: scope.tenantId, ...(scope.ownedBy ? { accountId: scope.ownedBy } : {}) };
}

function from({ endedAt: _at, endedWhy: _why, ...row }: SessionModel): Session {
  return {
    ...row,
    id: row.id as SessionId,
    tenantId: row.tenantId as TenantId,
    accountId: row.accountId as AccountId,
    kind: row.kind as SessionKind,
  };
}
