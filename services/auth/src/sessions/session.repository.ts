import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { AccountId, Scope, SessionId, TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { SessionModel } from '../generated/prisma/models';
import { Conditions } from '../paging/list-query';
import type { Page, PageWindow } from '../paging/page';
import { PageReader } from '../paging/page-reader.repository';
import type { SortColumn } from '../paging/sort-column';
import type { Session, SessionEnd, SessionKind } from './session';

export interface SessionsToEnd {
  readonly id?: SessionId;
  readonly accountId?: AccountId;
  readonly except?: SessionId;
}

const columns = `
  id, tenant_id AS "tenantId", account_id AS "accountId", kind, client_address AS "clientAddress",
  user_agent AS "userAgent", created_at AS "createdAt", last_seen_at AS "lastSeenAt",
  idle_expires_at AS "idleExpiresAt", expires_at AS "expiresAt", generation, rotated_at AS "rotatedAt"`;

export const sessionColumns = {
  createdAt: { sql: 'created_at', type: 'timestamptz' },
  lastSeenAt: { sql: 'last_seen_at', type: 'timestamptz' },
} as const;

export interface SessionFilter {
  readonly accountId: AccountId;
  /** In what the client says it is, and in its address; empty for all. */
  readonly search: string;
}

@Injectable()
export class SessionRepository {
  constructor(
    private readonly db: Database<PrismaClient>,
    private readonly pages: PageReader,
  ) {}

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

  /** Open sessions of an account. */
  page(
    scope: Scope,
    filter: SessionFilter,
    { sort, window }: { readonly sort: readonly SortColumn[]; readonly window: PageWindow },
    now: Date,
  ): Promise<Page<Session>> {
    const where = new Conditions()
      .add(filter.accountId, (place) => `account_id = ${place}`)
      .add(now, (place) => `ended_at IS NULL AND idle_expires_at > ${place} AND expires_at > ${place}`);
    const { tenantId, accountId: ownedBy } = within(scope);
    if (tenantId) where.add(tenantId, (place) => `tenant_id = ${place}`);
    if (ownedBy) where.add(ownedBy, (place) => `account_id = ${place}`);
    if (filter.search) where.search(filter.search, 'user_agent', 'client_address');
    const query = { select: columns, from: 'session', where, sort, window };
    return this.pages.read<Session, Session>(query, (row) => row);
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
