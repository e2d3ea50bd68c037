import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type ApiToken as ApiTokenMessage, ApiTokenServiceService, type ListPage } from '@vortex/contracts/auth';
import { accountId, InjectRpc, parseId, Permission, type RpcClient } from '@vortex/kit';
import { listConnection, toListSort } from '../administrators/list-connection';
import type {
  ApiToken,
  CreateApiTokenPayload,
  MutationCreateApiTokenArgs,
  MutationRevokeApiTokenArgs,
  QueryApiTokensArgs,
} from '../generated/schema';
import { atInput } from '../graphql/input-paths';
import { required } from '../graphql/required';
import type { Connection } from '../paging/connection';

@Resolver('ApiTokenConnection')
export class ApiTokenResolver {
  constructor(@InjectRpc(ApiTokenServiceService) private readonly auth: RpcClient<typeof ApiTokenServiceService>) {}

  @Query()
  @Permission('auth.api-token.read')
  apiTokens(@Args() args: QueryApiTokensArgs): Promise<Connection<ApiToken>> {
    const search = args.search ?? '';
    const sort = toListSort(args.sort);
    const owner = args.accountId ? accountId(args.accountId) : '';
    const fetch = async (page: ListPage) => {
      const found = await this.auth.listApiTokens({ accountId: owner, search, sort, page });
      return { items: found.tokens, info: found.page };
    };
    return listConnection(args.page, fetch, toApiToken);
  }

  @ResolveField()
  totalCount(@Parent() connection: Connection<ApiToken>): Promise<number> {
    return connection.count();
  }

  @Mutation()
  @Permission('auth.api-token.write')
  async createApiToken(@Args() { input }: MutationCreateApiTokenArgs): Promise<CreateApiTokenPayload> {
    const { name, scopes, expiresAt } = input;
    const request = { name, scopes: [...scopes], expiresAt: expiresAt ?? undefined, accountId: input.accountId ?? '' };
    const { token, apiToken } = await atInput(this.auth.createApiToken(request));
    return { apiToken: toApiToken(required(token, 'NewApiToken.token')), secret: apiToken };
  }

  @Mutation()
  @Permission('auth.api-token.write')
  async revokeApiToken(@Args() { id }: MutationRevokeApiTokenArgs): Promise<ApiToken> {
    return toApiToken(await this.auth.revokeApiToken({ id: parseId(id, 'id') }));
  }
}

function toApiToken(token: ApiTokenMessage): ApiToken {
  const { id, name, scopes, createdBy, expiresAt, lastUsedAt, revokedAt } = token;
  const createdAt = required(token.createdAt, 'ApiToken.created_at');
  const ends = { expiresAt: expiresAt ?? null, lastUsedAt: lastUsedAt ?? null, revokedAt: revokedAt ?? null };
  return { id, accountId: token.accountId, name, scopes, createdAt, createdBy, ...ends };
}
