import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module';
import { UserTrafficResolver } from './user-traffic.resolver';

@Module({ imports: [UsersModule], providers: [UserTrafficResolver] })
export class UserTrafficModule {}
