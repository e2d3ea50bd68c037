import { Module } from '@nestjs/common';
import { FollowUpsModule } from '../follow-ups/follow-ups.module';
import { CalendarZones } from './calendar-zones.service';
import { KnownTenantRepository } from './known-tenant.repository';
import { KnownTenantService } from './known-tenant.service';
import { TenantConsumer } from './tenant.consumer';
import { TenantResolver } from './tenant.resolver';
import { UserAdmission } from './user-admission.service';

@Module({
  imports: [FollowUpsModule],
  providers: [KnownTenantRepository, KnownTenantService, CalendarZones, UserAdmission, TenantConsumer, TenantResolver],
  exports: [CalendarZones, UserAdmission],
})
export class TenantsModule {}
