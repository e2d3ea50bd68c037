import type {
  ServerTraffic as ServerTrafficMessage,
  Traffic as TrafficMessage,
  TrafficOfInbound,
  TrafficOfUser,
} from '@vortex/contracts/nodes';
import type { ServerTraffic, Traffic, TrafficShare } from './traffic';

export function toMessage({ totals, points, topUsers, topServers }: Traffic): TrafficMessage {
  return {
    totals,
    points: points.map(({ startsAt, ...point }) => ({ startsAt, totals: point })),
    topUsers: topUsers.map(ofUser),
    topServers: topServers.map(({ id, ...share }) => ({ serverId: id, totals: share })),
  };
}

export function toServerMessage({ totals, points, topUsers }: ServerTraffic): ServerTrafficMessage {
  return {
    totals,
    points: points.map(({ startsAt, ...point }) => ({ startsAt, totals: point })),
    topUsers: topUsers.map(ofUser),
  };
}

function ofUser({ id, ...totals }: TrafficShare): TrafficOfUser {
  return { userId: id, totals };
}

export function ofInbound({ id, ...totals }: TrafficShare): TrafficOfInbound {
  return { inboundId: id, totals };
}
