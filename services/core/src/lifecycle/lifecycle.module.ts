import { Module } from '@nestjs/common';
import { FollowUpsModule } from '../follow-ups/follow-ups.module';
import { NotificationsModule } from '../notifications/notifications.module';
import { TenantsModule } from '../tenants/tenants.module';
import { UsersModule } from '../users/users.module';
import { LifecycleScheduler } from './lifecycle-scheduler.service';
import { LifecycleRepository } from './lifecycle.repository';
import { LifecycleService } from './lifecycle.service';
import { UsageIntake } from './usage-intake.service';
import { UserFollowUps } from './user-follow-ups.service';
import { UserChanges } from './user-changes.service';

@Module({
  imports: [UsersModule, TenantsModule, FollowUpsModule, NotificationsModule],
  providers: [LifecycleRepository, UserChanges, UserFollowUps, LifecycleService, LifecycleScheduler, UsageIntake],
  exports: [LifecycleRepository, UsageIntake],
})
export class LifecycleModule {}
