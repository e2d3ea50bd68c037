import { Injectable } from '@nestjs/common';
import { type Account, AuthServiceService, type GetOwnAccountRequest } from '@vortex/contracts/auth';
import { accountOf, ownScopeOf, Rpc, type RpcCall } from '@vortex/kit';
import { toMessage } from './account-message';
import { AccountService } from './account.service';

@Injectable()
export class AccountRpc {
  constructor(private readonly accounts: AccountService) {}

  @Rpc(AuthServiceService.getOwnAccount)
  async getOwnAccount(_request: GetOwnAccountRequest, call: RpcCall): Promise<Account> {
    const account = accountOf(call.caller);
    return toMessage(await this.accounts.find(ownScopeOf(account), account.accountId));
  }
}
