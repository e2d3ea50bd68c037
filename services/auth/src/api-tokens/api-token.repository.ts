import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { AccountId, Scope, TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { ApiTokenModel } from '../generated/prisma/models';
import { Conditions } from '../paging/list-query';
import type { Page, PageWindow } from '../paging/page';
import { PageReader } from '../paging/page-reader.repository';
import type { SortColumn } from '../paging/sort-column';
import { within } from '../tenants/tenant';
import type { ApiToken, ApiTokenId } from './api-token';
import { ApiTokenNotFound } from './api-token.errors';

export interface StoredApiToken extends ApiToken {
  readonly hash: Uint8Array;
}

export const apiTokenColumns = {
  name: { sql: 'name', type: 'text' },
  createdAt: { sql: 'created_at', type: 'timestamptz' },
} as const;

export interface ApiTokenFilter {
  readonly accountId: AccountId | undefined;
  /** In the name; empty for all. */
  readonly search: string;
}

const columns = `id, tenant_id AS "tenantId", account_id AS "accountId", name, scopes, created_at AS "createdAt",
  created_by AS "createdBy", expires_at AS "expiresAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"`;

@Injectable()
export class ApiTokenRepository {
  constructor(
    private readonly db: Database<PrismaClient>,
    private readonly pages: PageReader,
  ) {}

  async insert(token: ApiToken, hash: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.db.client.apiToken.create({ data: { ...token, scopes: [...token.scopes], hash } });
  }

  /** Whoever shows a token has no scope yet: the secret decides. */
  async findShown(id: ApiTokenId): Promise<StoredApiToken | undefined> {
    const row = await this.db.client.apiToken.findUnique({ where: { id } });
    return row ? { ...from(row), hash: row.hash } : undefined;
  }

  async lock(scope: Scope, id: ApiTokenId): Promise<ApiToken> {
    await this.db.sql.query(`SELECT id FROM api_token WHERE id = $1 FOR UPDATE`, [id]);
    const row = await this.db.client.apiToken.findFirst({ where: { id, ...visible(scope) } });
    if (!row) throw new ApiTokenNotFound(id);
    return from(row);
  }

  /** Of an account, those that are neither revoked nor over. */
  countUsable(accountId: AccountId, now: Date): Promise<number> {
    const where = { accountId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
    return this.db.client.apiToken.count({ where });
  }

  page(
    scope: Scope,
    { accountId, search }: ApiTokenFilter,
    sort: readonly SortColumn[],
    window: PageWindow,
  ): Promise<Page<ApiToken>> {
    const where = new Conditions();
    const { tenantId, accountId: owner } = visible(scope);
    if (tenantId) where.add(tenantId, (place) => `tenant_id = ${place}`);
    if (owner) where.add(owner, (place) => `account_id = ${place}`);
    if (accountId) where.add(accountId, (place) => `account_id = ${place}`);
    if (search) where.search(search, 'name');
    const query = { select: columns, from: 'api_token', where, sort, window };
    return this.pages.read<Omit<ApiTokenModel, 'hash'>, ApiToken>(query, from);
  }

  async revoke(scope: Scope, id: ApiTokenId, revokedAt: Date): Promise<void> {
    await this.db.client.apiToken.updateMany({ where: { id, ...visible(scope) }, data: { revokedAt } });
  }

  /** Noted at most once a minute. */
  async noteUse(id: ApiTokenId, now: Date): Promise<void> {
    await this.db.sql.execute(
      `UPDATE api_token SET last_used_at = $2
       WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - INTERVAL '1 minute')`,
      [id, now],
    );
  }
}

function visible(scope: Scope): { tenantId?: string; accountId?: string } {
  return 'tenantId' in scope && scope.ownedBy ? { ...within(scope), accountId: scope.ownedBy } : within(scope);
}

function from(row: Omit<ApiTokenModel, 'hash'>): ApiToken {
  const { name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = row;
  return {
    id: row.id as ApiTokenId,
    tenantId: row.tenantId as TenantId,
    accountId: row.accountId as AccountId,
    createdBy: row.createdBy as AccountId,
    name,
    scopes,
    createdAt,
    expiresAt: expiresAt ?? undefined,
    lastUsedAt: lastUsedAt ?? undefined,
    revokedAt: revokedAt ?? undefined,
  };
}
