import { Module } from '@nestjs/common';
import { UserFollowUpRepository } from './user-follow-up.repository';

@Module({ providers: [UserFollowUpRepository], exports: [UserFollowUpRepository] })
export class FollowUpsModule {}
