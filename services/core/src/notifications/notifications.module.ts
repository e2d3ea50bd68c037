import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module';
import { NotificationRepository } from './notification.repository';
import { NotificationResolver } from './notification.resolver';
import { NotificationScheduler } from './notification.scheduler';
import { NotificationService } from './notification.service';

/** What users should hear of. */
@Module({
  imports: [UsersModule],
  providers: [NotificationRepository, NotificationService, NotificationScheduler, NotificationResolver],
  exports: [NotificationService],
})
export class NotificationsModule {}
