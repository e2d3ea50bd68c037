import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { AccountId, Scope, TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { AccountModel } from '../generated/prisma/models';
import { Conditions } from '../paging/list-query';
import type { Page, PageWindow } from '../paging/page';
import { PageReader } from '../paging/page-reader.repository';
import type { SortColumn } from '../paging/sort-column';
import { within } from '../tenants/tenant';
import { type Account, usernameKey } from './account';
import { AccountNotFound, UsernameTaken } from './account.errors';

export interface AccountFilter {
  readonly role?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** In username and name. */
  readonly search?: string | undefined;
}

export const accountColumns = {
  username: { sql: 'username_key', type: 'text' },
  name: { sql: 'name', type: 'text' },
  role: { sql: 'role', type: 'text' },
  createdAt: { sql: 'created_at', type: 'timestamptz' },
} as const;

const columns = `id, tenant_id AS "tenantId", username, role, name, disabled,
  must_change_password AS "mustChangePassword", created_at AS "createdAt", revision`;

@Injectable()
export class AccountRepository {
  constructor(
    private readonly db: Database<PrismaClient>,
    private readonly pages: PageReader,
  ) {}

  async insert(account: Account): Promise<void> {
    const data = { ...account, usernameKey: usernameKey(account.username) };
    const { count } = await this.db.client.account.createMany({ data, skipDuplicates: true });
    if (count === 0) throw new UsernameTaken(account.username);
  }

  async find(scope: Scope, id: AccountId): Promise<Account> {
    const row = await this.db.client.account.findFirst({ where: { AND: [{ id }, visible(scope)] } });
    if (!row) throw new AccountNotFound(id);
    return from(row);
  }

  /** Undefined when the tenant has nobody of that name. */
  async findByUsername(tenantId: TenantId, username: string): Promise<Account | undefined> {
    const where = { tenantId_usernameKey: { tenantId, usernameKey: usernameKey(username) } };
    const row = await this.db.client.account.findUnique({ where });
    return row ? from(row) : undefined;
  }

  /** Stores the next revision of an account. False when it is not at the revision before any more. */
  async save(scope: Scope, account: Account): Promise<boolean> {
    const { id, role, name, disabled, mustChangePassword, revision } = account;
    const { count } = await this.db.client.account.updateMany({
      where: { AND: [{ id, revision: revision - 1n }, visible(scope)] },
      data: { role, name, disabled, mustChangePassword, revision },
    });
    return count === 1;
  }

  /** As `find`; nobody else changes the account until the transaction ends. */
  async lock(scope: Scope, id: AccountId): Promise<Account> {
    await this.db.sql.query(`SELECT id FROM account WHERE id = $1 FOR UPDATE`, [id]);
    return this.find(scope, id);
  }

  async delete(scope: Scope, id: AccountId): Promise<void> {
    await this.db.client.account.deleteMany({ where: { AND: [{ id }, visible(scope)] } });
  }

  count(tenantId: TenantId): Promise<number> {
    return this.db.client.account.count({ where: { tenantId } });
  }

  /** Accounts of a role that can sign in, without one of them. */
  countEnabled(tenantId: TenantId, role: string, except: AccountId): Promise<number> {
    return this.db.client.account.count({ where: { tenantId, role, disabled: false, id: { not: except } } });
  }

  page(scope: Scope, filter: AccountFilter, sort: readonly SortColumn[], window: PageWindow): Promise<Page<Account>> {
    const where = new Conditions();
    if ('tenantId' in scope) where.add(scope.tenantId, (place) => `tenant_id = ${place}`);
    if ('tenantId' in scope && scope.ownedBy) where.add(scope.ownedBy, (place) => `id = ${place}`);
    if (filter.role) where.add(filter.role, (place) => `role = ${place}`);
    if (filter.disabled !== undefined) where.add(filter.disabled, (place) => `disabled = ${place}`);
    if (filter.search) where.search(filter.search, 'username', 'name');
    return this.pages.read<AccountModel, Account>({ select: columns, from: 'account', where, sort, window }, from);
  }
}

/** Who sees only its own sees itself. */
function visible(scope: Scope): { tenantId?: string; id?: string } {
  return 'tenantId' in scope && scope.ownedBy ? { ...within(scope), id: scope.ownedBy } : within(scope);
}

function from(row: AccountModel): Account {
  const { username, role, name, disabled, mustChangePassword, createdAt, revision } = row;
  const ids = { id: row.id as AccountId, tenantId: row.tenantId as TenantId };
  return { ...ids, username, role, name, disabled, mustChangePassword, createdAt, revision };
}
