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
import { readCursor, writeCursor } from './revocation';
import { SessionRevocation } from './session-revocation.service';
import { toRevocation, toSession, toTokens } from './session-message';
import { SessionService } from './session.service';
import { SessionTokensService } from './session-tokens.service';

const page = { most: 500, usual: 50 } as const;

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

  @Rpc(SessionServiceService.listSessions)
  async listSessions(request: ListSessionsRequest, call: RpcCall): Promise<SessionPage> {
    const caller = accountOf(call.caller);
    const { limit = 0, after = '' } = request.page ?? {};
    const { sessions, hasMore, totalCount } = await this.sessions.list(caller, {
      accountId: request.accountId ? accountId(request.accountId, 'account_id') : undefined,
      limit: Math.min(limit || page.usual, page.most),
      after: after ? sessionId(after, 'page.after') : undefined,
      count: request.count,
    });
    return {
      sessions: sessions.map((session) => toSession(session, caller.sessionId)),
      page: { endCursor: sessions.at(-1)?.id ?? '', hasNextPage: hasMore },
      totalCount: totalCount === undefined ? undefined : BigInt(totalCount),
    };
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
