import { Injectable } from '@nestjs/common';
import { AccountChanged, AccountCreated, AccountDeleted, AccountPasswordChanged } from '@vortex/contracts/auth';
import { Consume } from '@vortex/messaging';
import { AccountService } from './account.service';

@Injectable()
export class AccountConsumer {
  constructor(private readonly accounts: AccountService) {}

  @Consume(AccountCreated)
  async created({ accountId, tenantId, username, role, revision }: AccountCreated): Promise<void> {
    await this.accounts.learn({ id: accountId, tenantId, username, role, revision });
  }

  @Consume(AccountChanged)
  async changed({ accountId, tenantId, username, role, revision }: AccountChanged): Promise<void> {
    await this.accounts.learn({ id: accountId, tenantId, username, role, revision });
  }

  @Consume(AccountDeleted)
  async deleted({ accountId, tenantId, revision }: AccountDeleted): Promise<void> {
    await this.accounts.forget(accountId, tenantId, revision);
  }

  @Consume(AccountPasswordChanged)
  async passwordChanged({ accountId, revision }: AccountPasswordChanged): Promise<void> {
    await this.accounts.noteChange(accountId, revision);
  }
}
