import type { Traffic as TrafficMessage, TrafficOfInbound } from '@vortex/contracts/nodes';
import type { Traffic, TrafficShare } from './traffic';

export function toMessage({ totals, points, topUsers, topServers }: Traffic): TrafficMessage {
  return {
    totals,
    points: points.map(({ startsAt, ...point }) => ({ startsAt, totals: point })),
    topUsers: topUsers.map(({ id, ...share }) => ({ userId: id, totals: share })),
    topServers: topServers.map(({ id, ...share }) => ({ serverId: id, totals: share })),
  };
}

export function ofInbound({ id, ...totals }: TrafficShare): TrafficOfInbound {
  return { inboundId: id, totals };
}
