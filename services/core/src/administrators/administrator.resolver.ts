import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountServiceService, type ListPage, type NewAccount } from '@vortex/contracts/auth';
import { accountId, InjectRpc, Permission, type RpcClient } from '@vortex/kit';
import type {
  Account,
  AccountWithPassword,
  MutationCreateAccountArgs,
  MutationDeleteAccountArgs,
  MutationResetPasswordArgs,
  MutationUpdateAccountArgs,
  QueryAccountArgs,
  QueryAccountsArgs,
} from '../generated/schema';
import { atInput } from '../graphql/input-paths';
import { required } from '../graphql/required';
import type { Connection } from '../paging/connection';
import { toAccount } from '../sessions/auth-payload.graphql';
import { orNull } from './absent';
import { listConnection, toListSort } from './list-connection';

/** Accounts as whoever looks after them sees them. */
@Resolver('AccountConnection')
export class AdministratorResolver {
  constructor(@InjectRpc(AccountServiceService) private readonly auth: RpcClient<typeof AccountServiceService>) {}

  @Query()
  @Permission('auth.account.read')
  accounts(@Args() { filter, search, sort, page }: QueryAccountsArgs): Promise<Connection<Account>> {
    const { role, disabled } = filter ?? {};
    const request = { role: role ?? '', disabled: disabled ?? undefined, search: search ?? '', sort: toListSort(sort) };
    const fetch = async (part: ListPage) => {
      const found = await this.auth.listAccounts({ ...request, page: part });
      return { items: found.accounts, info: found.page };
    };
    return listConnection(page, fetch, toAccount);
  }

  @ResolveField()
  totalCount(@Parent() connection: Connection<Account>): Promise<number> {
    return connection.count();
  }

  @Query()
  @Permission('auth.account.read')
  account(@Args() { id }: QueryAccountArgs): Promise<Account | null> {
    return orNull('account_not_found', this.auth.getAccount({ id: accountId(id, 'id') }).then(toAccount));
  }

  @Mutation()
  @Permission('auth.account.write')
  async createAccount(@Args() { input }: MutationCreateAccountArgs): Promise<AccountWithPassword> {
    const { username, name, role, password, mustChangePassword } = input;
    const request = { username, role, name: name ?? '', password: password ?? '' };
    const flag = mustChangePassword ?? undefined;
    return withPassword(await atInput(this.auth.createAccount({ ...request, mustChangePassword: flag })));
  }

  @Mutation()
  @Permission('auth.account.write')
  async updateAccount(@Args() { id, input }: MutationUpdateAccountArgs): Promise<Account> {
    const { name, role, disabled } = input;
    const change = { name: name ?? undefined, role: role ?? undefined, disabled: disabled ?? undefined };
    return toAccount(await atInput(this.auth.updateAccount({ id: accountId(id, 'id'), ...change })));
  }

  @Mutation()
  @Permission('auth.account.write')
  async deleteAccount(@Args() { id }: MutationDeleteAccountArgs): Promise<boolean> {
    await this.auth.deleteAccount({ id: accountId(id, 'id') });
    return true;
  }

  @Mutation()
  @Permission('auth.account.write')
  async resetPassword(@Args() { id }: MutationResetPasswordArgs): Promise<AccountWithPassword> {
    return withPassword(await this.auth.resetPassword({ id: accountId(id, 'id') }));
  }
}

function withPassword({ account, password }: NewAccount): AccountWithPassword {
  return { account: toAccount(required(account, 'NewAccount.account')), generatedPassword: password || null };
}
