import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/notifications.module';
import { UsersModule } from '../users/users.module';
import { LifecycleScheduler } from './lifecycle-scheduler.service';
import { LifecycleRepository } from './lifecycle.repository';
import { LifecycleService } from './lifecycle.service';
import { UsageIntake } from './usage-intake.service';
import { UserChanges } from './user-changes.service';

@Module({
  imports: [UsersModule, NotificationsModule],
  providers: [LifecycleRepository, UserChanges, LifecycleService, LifecycleScheduler, UsageIntake],
  exports: [LifecycleRepository, UsageIntake],
})
export class LifecycleModule {}
