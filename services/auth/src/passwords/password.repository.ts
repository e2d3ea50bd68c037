import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { AccountId, Scope, TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import { within } from '../tenants/tenant';

export interface StoredPassword {
  readonly accountId: AccountId;
  readonly tenantId: TenantId;
  readonly hash: string;
  readonly changedAt: Date;
}

@Injectable()
export class PasswordRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** Undefined for an account that has none, or is not within the scope. */
  async findHash(scope: Scope, accountId: AccountId): Promise<string | undefined> {
    const where = { accountId, ...within(scope) };
    const row = await this.db.client.password.findFirst({ where, select: { hash: true } });
    return row?.hash;
  }

  async insert(password: StoredPassword): Promise<void> {
    await this.db.client.password.create({ data: password });
  }

  async replace(scope: Scope, accountId: AccountId, hash: string, changedAt: Date): Promise<void> {
    await this.db.client.password.updateMany({ where: { accountId, ...within(scope) }, data: { hash, changedAt } });
  }
}
