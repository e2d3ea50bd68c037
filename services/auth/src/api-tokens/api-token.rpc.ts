import { Injectable } from '@nestjs/common';
import {
  type ApiToken as ApiTokenMessage,
  type ApiTokenPage,
  ApiTokenServiceService,
  type CreateApiTokenRequest,
  type ExchangeApiTokenRequest,
  type ExchangedApiToken,
  type ListApiTokensRequest,
  type NewApiToken,
  type RevokeApiTokenRequest,
} from '@vortex/contracts/auth';
import { accountId, accountOf, parseId, Rpc, type RpcCall } from '@vortex/kit';
import { z } from 'zod';
import { title } from '../naming/names';
import { filterInstant, filterText, listPage, listSort } from '../paging/list-input';
import type { ApiToken } from './api-token';
import { ApiTokenExchange } from './api-token-exchange.service';
import { ApiTokenService } from './api-token.service';

const list = z.object({ accountId: z.string(), search: filterText, sort: listSort, page: listPage });
const create = z.object({
  name: title(100),
  scopes: z.array(z.string()).min(1, 'Name what it may do.'),
  expiresAt: filterInstant,
  accountId: z.string(),
});

@Injectable()
export class ApiTokenRpc {
  constructor(
    private readonly tokens: ApiTokenService,
    private readonly exchange: ApiTokenExchange,
  ) {}

  @Rpc(ApiTokenServiceService.listApiTokens, { input: list })
  async listApiTokens(request: ListApiTokensRequest, call: RpcCall): Promise<ApiTokenPage> {
    const { search, sort, page } = request;
    const filter = { accountId: accountIn(request), search };
    const { items, info } = await this.tokens.list(call.scope(), filter, sort, page);
    return { tokens: items.map(toMessage), page: info };
  }

  @Rpc(ApiTokenServiceService.createApiToken, { input: create })
  async createApiToken(request: CreateApiTokenRequest, call: RpcCall): Promise<NewApiToken> {
    const draft = { ...request, accountId: accountIn(request) };
    const { token, secret } = await this.tokens.create(accountOf(call.caller), draft);
    return { token: toMessage(token), apiToken: secret };
  }

  @Rpc(ApiTokenServiceService.revokeApiToken)
  async revokeApiToken({ id }: RevokeApiTokenRequest, call: RpcCall): Promise<ApiTokenMessage> {
    return toMessage(await this.tokens.revoke(accountOf(call.caller), parseId(id, 'id')));
  }

  @Rpc(ApiTokenServiceService.exchangeApiToken)
  exchangeApiToken({ apiToken }: ExchangeApiTokenRequest): Promise<ExchangedApiToken> {
    return this.exchange.exchange(apiToken);
  }
}

/** Empty: not given. */
function accountIn(request: { readonly accountId: string }) {
  return request.accountId === '' ? undefined : accountId(request.accountId, 'account_id');
}

function toMessage(token: ApiToken): ApiTokenMessage {
  return { ...token, scopes: [...token.scopes] };
}
