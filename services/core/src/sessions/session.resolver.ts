import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Session as WireSession, SessionKind, SessionServiceService } from '@vortex/contracts/auth';
import {
  accountId as parseAccountId,
  Authenticated,
  InjectRpc,
  Permission,
  type RpcClient,
  sessionId,
} from '@vortex/kit';
import { listConnection, toListSort } from '../administrators/list-connection';
import type {
  MutationRevokeAccountSessionsArgs,
  MutationRevokeSessionArgs,
  QuerySessionsArgs,
  Session,
} from '../generated/schema';
import { required } from '../graphql/required';
import type { Connection } from '../paging/connection';

@Resolver('SessionConnection')
export class SessionResolver {
  constructor(
    @InjectRpc(SessionServiceService) private readonly sessionsOfAuth: RpcClient<typeof SessionServiceService>,
  ) {}

  @Query()
  @Authenticated()
  sessions(@Args() { accountId, search, sort, page }: QuerySessionsArgs): Promise<Connection<Session>> {
    const of = accountId ? parseAccountId(accountId) : '';
    const asked = { accountId: of, search: search ?? '', sort: toListSort(sort) };
    return listConnection(
      page,
      async (part) => {
        const found = await this.sessionsOfAuth.listSessions({ ...asked, page: part });
        return { items: found.sessions, info: found.page };
      },
      toSession,
    );
  }

  @ResolveField()
  totalCount(@Parent() connection: Connection<Session>): Promise<number> {
    return connection.count();
  }

  @Mutation()
  @Authenticated()
  async revokeSession(@Args() { id }: MutationRevokeSessionArgs): Promise<boolean> {
    await this.sessionsOfAuth.revokeSession({ sessionId: sessionId(id, 'id') });
    return true;
  }

  @Mutation()
  @Authenticated()
  async revokeOtherSessions(): Promise<number> {
    return Number((await this.sessionsOfAuth.revokeOtherSessions({})).count);
  }

  @Mutation()
  @Permission('auth.session.revoke')
  async revokeAccountSessions(@Args() { accountId }: MutationRevokeAccountSessionsArgs): Promise<number> {
    return Number((await this.sessionsOfAuth.revokeAccountSessions({ accountId: parseAccountId(accountId) })).count);
  }
}

function toSession(session: WireSession): Session {
  const { id, accountId, kind, clientAddress, userAgent, current } = session;
  return {
    ...{ id, accountId, clientAddress, userAgent, current },
    kind: kind === SessionKind.BROWSER ? 'BROWSER' : 'API',
    createdAt: required(session.createdAt, 'Session.created_at'),
    lastSeenAt: required(session.lastSeenAt, 'Session.last_seen_at'),
    idleExpiresAt: required(session.idleExpiresAt, 'Session.idle_expires_at'),
    expiresAt: required(session.expiresAt, 'Session.expires_at'),
  };
}
