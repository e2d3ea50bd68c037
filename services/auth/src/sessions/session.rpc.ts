import { Injectable } from '@nestjs/common';
import {
  AuthServiceService,
  type AuthTokens,
  type ListRevocationsRequest,
  type ListSessionsRequest,
  type LoggedOut,
  type RefreshTokensRequest,
  type RevokeAccountSessionsRequest,
  type RevokedSessions,
  type RevokeSessionRequest,
  type Revocations,
  type SessionPage,
  SessionServiceService,
} from '@vortex/contracts/auth';
import { accountId, accountOf, InvalidInput, Rpc, type RpcCall, sessionId } from '@vortex/kit';
import { z } from 'zod';
import { filterText, listPage, listSort } from '../paging/list-input';
import { readCursor, writeCursor } from './revocation';
import { SessionRevocation } from './session-revocation.service';
import { toRevocation, toSession, toTokens } from './session-message';
import { SessionService } from './session.service';
import { SessionTokensService } from './session-tokens.service';

const listInput = z.object({ accountId: z.string(), search: filterText, sort: listSort, page: listPage });

@Injectable()
export class SessionRpc {
  constructor(
    private readonly sessions: SessionService,
    private readonly tokens: SessionTokensService,
    private readonly revocation: SessionRevocation,
  ) {}

  @Rpc(AuthServiceService.refreshTokens)
  async refreshTokens({ refreshToken, clientAddress }: RefreshTokensRequest): Promise<AuthTokens> {
    return toTokens(await this.tokens.refresh(refreshToken, clientAddress.slice(0, 64)));
  }

  @Rpc(AuthServiceService.logout)
  async logout(_request: object, call: RpcCall): Promise<LoggedOut> {
    await this.sessions.logOut(accountOf(call.caller));
    return {};
  }

  @Rpc(SessionServiceService.listSessions, { input: listInput })
  async listSessions(request: ListSessionsRequest, call: RpcCall): Promise<SessionPage> {
    const caller = accountOf(call.caller);
    const of = request.accountId ? accountId(request.accountId, 'account_id') : caller.accountId;
    const { search, sort, page } = request;
    const { items, info } = await this.sessions.list(caller, { accountId: of, search }, sort, page);
    return { sessions: items.map((session) => toSession(session, caller.sessionId)), page: info };
  }

  @Rpc(SessionServiceService.revokeSession)
  async revokeSession(request: RevokeSessionRequest, call: RpcCall): Promise<RevokedSessions> {
    await this.sessions.revoke(accountOf(call.caller), sessionId(request.sessionId, 'session_id'));
    return { count: 1n };
  }

  @Rpc(SessionServiceService.revokeOtherSessions)
  async revokeOtherSessions(_request: object, call: RpcCall): Promise<RevokedSessions> {
    return { count: BigInt(await this.sessions.revokeOthers(accountOf(call.caller))) };
  }

  @Rpc(SessionServiceService.revokeAccountSessions)
  async revokeAccountSessions(request: RevokeAccountSessionsRequest, call: RpcCall): Promise<RevokedSessions> {
    const id = accountId(request.accountId, 'account_id');
    return { count: BigInt(await this.sessions.revokeAll(accountOf(call.caller), id)) };
  }

  @Rpc(SessionServiceService.listRevocations)
  async listRevocations(request: ListRevocationsRequest): Promise<Revocations> {
    const after = readCursor(request.cursor);
    if (!after) throw new InvalidInput([{ path: 'cursor', code: 'not_a_cursor', message: 'This is not a cursor.' }]);
    const { revocations, cursor, hasMore } = await this.revocation.list(after);
    return { revocations: revocations.map(toRevocation), cursor: writeCursor(cursor), hasMore };
  }
}
