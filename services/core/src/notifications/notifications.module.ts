import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module';
import { NotificationReading } from './notification-reading.service';
import { NotificationRepository } from './notification.repository';
import { NotificationConnectionResolver, NotificationResolver } from './notification.resolver';
import { NotificationScheduler } from './notification.scheduler';
import { NotificationService } from './notification.service';

/** What users should hear of. */
@Module({
  imports: [UsersModule],
  providers: [
    NotificationRepository,
    NotificationService,
    NotificationReading,
    NotificationScheduler,
    NotificationResolver,
    NotificationConnectionResolver,
  ],
  exports: [NotificationService],
})
export class NotificationsModule {}
