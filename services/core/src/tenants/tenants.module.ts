import { Module } from '@nestjs/common';
import { KnownTenantRepository } from './known-tenant.repository';
import { KnownTenantService } from './known-tenant.service';
import { TenantConsumer } from './tenant.consumer';
import { TenantResolver } from './tenant.resolver';

@Module({
  providers: [KnownTenantRepository, KnownTenantService, TenantConsumer, TenantResolver],
  exports: [KnownTenantService],
})
export class TenantsModule {}
