import { Injectable } from '@nestjs/common';
import { TenantChanged, TenantDeleted } from '@vortex/contracts/auth';
import { Consume } from '@vortex/messaging';
import { toKnownTenant } from './known-tenant';
import { KnownTenantService } from './known-tenant.service';

@Injectable()
export class TenantConsumer {
  constructor(private readonly tenants: KnownTenantService) {}

  @Consume(TenantChanged)
  async changed(tenant: TenantChanged): Promise<void> {
    await this.tenants.learn(toKnownTenant({ ...tenant, id: tenant.tenantId }));
  }

  @Consume(TenantDeleted)
  async deleted({ tenantId, revision }: TenantDeleted): Promise<void> {
    await this.tenants.forget(tenantId, revision);
  }
}
