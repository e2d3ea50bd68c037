import { Injectable } from '@nestjs/common';
import {
  type Account,
  type AccountPage,
  AccountServiceService,
  type CreateAccountRequest,
  type DeleteAccountRequest,
  type GetAccountRequest,
  type ListAccountsRequest,
  type NewAccount,
  type ResetPasswordRequest,
  type UpdateAccountRequest,
} from '@vortex/contracts/auth';
import { accountId, accountOf, Rpc, type RpcCall } from '@vortex/kit';
import { z } from 'zod';
import { line, username } from '../naming/names';
import { filterText, listPage, listSort } from '../paging/list-input';
import { AccountAdministration } from './account-administration.service';
import { toMessage } from './account-message';
import { type AccountWithPassword, AccountService } from './account.service';

const flag = z.boolean().or(z.undefined());
const name = line(100);
const role = filterText.min(1, 'Name a role.').max(64, 'This is too long.');
const list = z.object({ role: filterText, disabled: flag, search: filterText, sort: listSort, page: listPage });
const create = z.object({ username, name, role, password: z.string().max(1_024), mustChangePassword: flag });
const update = z.object({
  id: z.string(),
  name: name.or(z.undefined()),
  role: role.or(z.undefined()),
  disabled: flag,
});

@Injectable()
export class AccountAdministrationRpc {
  constructor(
    private readonly accounts: AccountService,
    private readonly administration: AccountAdministration,
  ) {}

  @Rpc(AccountServiceService.listAccounts, { input: list })
  async listAccounts({ sort, page, ...filter }: ListAccountsRequest, call: RpcCall): Promise<AccountPage> {
    const { items, info } = await this.accounts.list(call.scope(), filter, sort, page);
    return { accounts: items.map(toMessage), page: info };
  }

  @Rpc(AccountServiceService.getAccount)
  async getAccount({ id }: GetAccountRequest, call: RpcCall): Promise<Account> {
    return toMessage(await this.accounts.find(call.scope(), accountId(id, 'id')));
  }

  @Rpc(AccountServiceService.createAccount, { input: create })
  async createAccount(request: CreateAccountRequest, call: RpcCall): Promise<NewAccount> {
    const draft = { ...request, mustChangePassword: request.mustChangePassword ?? true };
    return withPassword(await this.accounts.create(accountOf(call.caller), draft));
  }

  @Rpc(AccountServiceService.updateAccount, { input: update })
  async updateAccount({ id, ...change }: UpdateAccountRequest, call: RpcCall): Promise<Account> {
    return toMessage(await this.administration.update(accountOf(call.caller), accountId(id, 'id'), change));
  }

  @Rpc(AccountServiceService.deleteAccount)
  async deleteAccount({ id }: DeleteAccountRequest, call: RpcCall): Promise<Account> {
    return toMessage(await this.administration.delete(accountOf(call.caller), accountId(id, 'id')));
  }

  @Rpc(AccountServiceService.resetPassword)
  async resetPassword({ id }: ResetPasswordRequest, call: RpcCall): Promise<NewAccount> {
    return withPassword(await this.accounts.resetPassword(accountOf(call.caller), accountId(id, 'id')));
  }
}

function withPassword({ account, password }: AccountWithPassword): NewAccount {
  return { account: toMessage(account), password: password ?? '' };
}
