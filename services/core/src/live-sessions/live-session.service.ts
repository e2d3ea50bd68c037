import { Injectable } from '@nestjs/common';
import { type LiveSessionList, LiveServiceService } from '@vortex/contracts/nodes';
import { InjectRpc, type RpcClient, type Scope } from '@vortex/kit';
import type { InboundProtocol, KilledSessions, LiveSessions } from '../generated/schema';
import { ProjectedInbounds } from '../inbounds/projected-inbounds.repository';
import { ProjectedServers } from '../servers/projected-servers.repository';
import type { UserId } from '../users/user';
import { UserService } from '../users/user.service';
import { toLiveSessions } from './live-session.wire';

/** Servers may be far away, and some of them silent. */
const patience = { timeoutMs: 15_000 };

/** Which open sessions are meant. */
export interface SessionChoice {
  readonly userId: UserId;
  readonly serverId?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly sessionId?: string | undefined;
}

/** Who is connected now, asked of the machine side for people the caller may see. */
@Injectable()
export class LiveSessionService {
  constructor(
    private readonly users: UserService,
    private readonly inbounds: ProjectedInbounds,
    private readonly servers: ProjectedServers,
    @InjectRpc(LiveServiceService) private readonly live: RpcClient<typeof LiveServiceService>,
  ) {}

  /** Throws `UserNotFound` for a user of others. */
  async ofUser(scope: Scope, userId: UserId, limit: number): Promise<LiveSessions> {
    await this.users.find(scope, userId);
    return this.named(scope, await this.live.listUserSessions({ userId, limit }, patience));
  }

  async onServer(scope: Scope, serverId: string, limit: number): Promise<LiveSessions> {
    return this.named(scope, await this.live.listServerSessions({ serverId, limit }, patience));
  }

  /** Throws `UserNotFound` for a user of others. */
  async kill(scope: Scope, { userId, serverId, deviceId, sessionId }: SessionChoice): Promise<KilledSessions> {
    await this.users.find(scope, userId);
    const choice = { userId, serverId: serverId ?? '', deviceId: deviceId ?? '', sessionId: sessionId ?? '' };
    return this.live.killSessions(choice, patience);
  }

  private async named(scope: Scope, list: LiveSessionList): Promise<LiveSessions> {
    const inboundIds = [...new Set(list.sessions.map(({ inboundId }) => inboundId))];
    const serverIds = [...new Set(list.sessions.map(({ serverId }) => serverId))];
    const [inbounds, servers] = await Promise.all([
      this.inbounds.visible(scope, inboundIds),
      this.servers.visible(scope, serverIds),
    ]);
    return toLiveSessions(list, {
      inbounds: new Map(
        inbounds.map(({ id, tag, protocol }) => [id, { inboundTag: tag, protocol: protocol as InboundProtocol }]),
      ),
      serverNames: new Map(servers.map(({ id, name }) => [id, name])),
    });
  }
}
