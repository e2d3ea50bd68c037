import { Injectable } from '@nestjs/common';
import { TenantChanged, TenantDeleted } from '@vortex/contracts/auth';
import { Outbox } from '@vortex/messaging';
import type { Tenant } from './tenant';

/** Tells the other services what becomes of tenants. Joins the caller's transaction. */
@Injectable()
export class TenantEvents {
  constructor(private readonly outbox: Outbox) {}

  async changed({ id, slug, name, zone, suspended, mostUsers, mostAccounts, revision }: Tenant): Promise<void> {
    const limits = { mostUsers: mostUsers ?? undefined, mostAccounts: mostAccounts ?? undefined };
    const event = { tenantId: id, slug, name, zone, suspended, limits, revision };
    await this.outbox.add(TenantChanged, event, { aggregateId: id, tenantId: id });
  }

  async deleted({ id, revision }: Tenant): Promise<void> {
    const event = { tenantId: id, revision: revision + 1n };
    await this.outbox.add(TenantDeleted, event, { aggregateId: id, tenantId: id });
  }
}
