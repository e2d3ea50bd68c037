import { Module } from '@nestjs/common';
import { FollowUpsModule } from '../follow-ups/follow-ups.module';
import { AccountConsumer } from './account.consumer';
import { AccountRepository } from './account.repository';
import { AccountResolver } from './account.resolver';
import { AccountService } from './account.service';

@Module({
  imports: [FollowUpsModule],
  providers: [AccountRepository, AccountService, AccountConsumer, AccountResolver],
  exports: [AccountService],
})
export class AccountsModule {}
