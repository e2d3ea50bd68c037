import { Injectable } from '@nestjs/common';
import { TenantChanged, TenantDeleted } from '@vortex/contracts/auth';
import { Consume } from '@vortex/messaging';
import { KnownTenantService } from './known-tenant.service';

@Injectable()
export class TenantConsumer {
  constructor(private readonly tenants: KnownTenantService) {}

  @Consume(TenantChanged)
  async changed({ tenantId, slug, name, zone, suspended, limits, revision }: TenantChanged): Promise<void> {
    const mostUsers = limits?.mostUsers ?? null;
    await this.tenants.learn({ id: tenantId, slug, name, zone, suspended, mostUsers, revision });
  }

  @Consume(TenantDeleted)
  async deleted({ tenantId, revision }: TenantDeleted): Promise<void> {
    await this.tenants.forget(tenantId, revision);
  }
}
