import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { AccountId, Scope, TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { AccountModel } from '../generated/prisma/models';
import { within } from '../tenants/tenant';
import { type Account, usernameKey } from './account';
import { AccountNotFound, UsernameTaken } from './account.errors';

@Injectable()
export class AccountRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  async insert(account: Account): Promise<void> {
    const data = { ...account, usernameKey: usernameKey(account.username) };
    const { count } = await this.db.client.account.createMany({ data, skipDuplicates: true });
    if (count === 0) throw new UsernameTaken(account.username);
  }

  async find(scope: Scope, id: AccountId): Promise<Account> {
    const row = await this.db.client.account.findFirst({ where: { id, ...within(scope) } });
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
      where: { id, revision: revision - 1n, ...within(scope) },
      data: { role, name, disabled, mustChangePassword, revision },
    });
    return count === 1;
  }
}

function from({ usernameKey: _, ...row }: AccountModel): Account {
  return { ...row, id: row.id as AccountId, tenantId: row.tenantId as TenantId };
}
