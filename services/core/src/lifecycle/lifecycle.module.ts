import { Module } from '@nestjs/common';
import { GroupMemberRepository } from '../groups/group-member.repository';
import { UserRepository } from '../users/user.repository';
import { LifecycleScheduler } from './lifecycle-scheduler.service';
import { LifecycleRepository } from './lifecycle.repository';
import { LifecycleService } from './lifecycle.service';
import { UsageIntake } from './usage-intake.service';
import { UserChanges } from './user-changes.service';
import { UserEvents } from './user-events.service';

@Module({
  providers: [
    ...[UserRepository, GroupMemberRepository, LifecycleRepository],
    ...[UserEvents, UserChanges, LifecycleService, LifecycleScheduler, UsageIntake],
  ],
  exports: [LifecycleRepository, UsageIntake, UserEvents],
})
export class LifecycleModule {}
