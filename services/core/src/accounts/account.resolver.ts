import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AuthServiceService, type Account as WireAccount, type AuthTokens } from '@vortex/contracts/auth';
import {
  Authenticated,
  clientAddress,
  CONFIG,
  type ConfigOf,
  type GraphqlContext,
  InjectRpc,
  Public,
  type RpcClient,
} from '@vortex/kit';
import type {
  Account,
  AuthPayload,
  MutationChangePasswordArgs,
  MutationLoginArgs,
  Query as QueryFields,
} from '../generated/schema';
import { atInput } from '../graphql/input-paths';
import { required } from '../graphql/required';

@Resolver()
export class AccountResolver {
  constructor(
    @InjectRpc(AuthServiceService) private readonly auth: RpcClient<typeof AuthServiceService>,
    @Inject(CONFIG) private readonly config: ConfigOf<unknown>,
  ) {}

  @Query()
  @Authenticated()
  async me(): Promise<QueryFields['me']> {
    return toAccount(await this.auth.getOwnAccount({}));
  }

  @Mutation()
  @Public()
  async login(@Args() { input }: MutationLoginArgs, @Context() context: GraphqlContext): Promise<AuthPayload> {
    const address = context.req ? clientAddress(context.req, this.config.VORTEX_TRUSTED_PROXIES) : '';
    // Signing in is a stranger's act, whatever token an old tab still sends along.
    const request = { ...input, clientAddress: address };
    return toPayload(await atInput(this.auth.login(request, { as: 'stranger' })));
  }

  @Mutation()
  @Authenticated()
  async changePassword(@Args() { input }: MutationChangePasswordArgs): Promise<AuthPayload> {
    return toPayload(await atInput(this.auth.changeOwnPassword(input)));
  }
}

function toPayload({ accessToken, expiresAt, account }: AuthTokens): AuthPayload {
  return {
    accessToken,
    expiresAt: required(expiresAt, 'AuthTokens.expires_at'),
    account: toAccount(required(account, 'AuthTokens.account')),
  };
}

function toAccount({ id, tenantId, username, role, mustChangePassword, createdAt }: WireAccount): Account {
  return { id, tenantId, username, role, mustChangePassword, createdAt: required(createdAt, 'Account.created_at') };
}
