import { Module } from '@nestjs/common';
import { AccountConsumer } from './account.consumer';
import { AccountRepository } from './account.repository';
import { AccountResolver } from './account.resolver';
import { AccountService } from './account.service';

@Module({
  providers: [AccountRepository, AccountService, AccountConsumer, AccountResolver],
  exports: [AccountService],
})
export class AccountsModule {}
