import { Injectable } from '@nestjs/common';
import {
  type KilledSessions,
  type KillSessionsRequest,
  type ListServerSessionsRequest,
  type ListUserSessionsRequest,
  LiveServiceService,
  type LiveSessionList,
  type LogTail,
  type TailLogsRequest,
} from '@vortex/contracts/nodes';
import { InvalidInput, parseId, Rpc, type RpcCall } from '@vortex/kit';
import { serverId } from '../servers/server';
import { LiveService } from './live.service';

const usual = 100;
const most = 500;

@Injectable()
export class LiveRpc {
  constructor(private readonly live: LiveService) {}

  @Rpc(LiveServiceService.listUserSessions)
  listUserSessions({ userId, limit }: ListUserSessionsRequest, call: RpcCall): Promise<LiveSessionList> {
    return this.live.sessionsOfUser(call.scope(), parseId(userId, 'userId'), amount(limit, 'limit'));
  }

  @Rpc(LiveServiceService.listServerSessions)
  listServerSessions({ serverId: id, limit }: ListServerSessionsRequest, call: RpcCall): Promise<LiveSessionList> {
    return this.live.sessionsOnServer(call.scope(), serverId(id, 'serverId'), amount(limit, 'limit'));
  }

  @Rpc(LiveServiceService.killSessions)
  killSessions(request: KillSessionsRequest, call: RpcCall): Promise<KilledSessions> {
    const { sessionId } = request;
    if (sessionId && !/^[1-9]\d{0,19}$/.test(sessionId)) throw invalid('sessionId', 'This is no session.');
    if (sessionId && !request.serverId) throw invalid('serverId', 'A session is one of a server.');
    return this.live.kill(call.scope(), {
      userId: parseId(request.userId, 'userId'),
      serverId: request.serverId ? serverId(request.serverId, 'serverId') : '',
      deviceId: request.deviceId && parseId(request.deviceId, 'deviceId'),
      sessionId,
    });
  }

  @Rpc(LiveServiceService.tailLogs)
  async tailLogs({ serverId: id, lines }: TailLogsRequest, call: RpcCall): Promise<LogTail> {
    return { lines: [...(await this.live.logs(call.scope(), serverId(id, 'serverId'), amount(lines, 'lines')))] };
  }
}

function amount(given: number, path: string): number {
  if (given > most) throw invalid(path, `At most ${most}.`);
  return given === 0 ? usual : given;
}

function invalid(path: string, message: string): InvalidInput {
  return new InvalidInput([{ path, code: 'invalid', message }]);
}
