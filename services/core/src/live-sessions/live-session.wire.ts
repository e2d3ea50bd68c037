import type { LiveSession as WireSession, LiveSessionList } from '@vortex/contracts/nodes';
import type { LiveSession, LiveSessions } from '../generated/schema';
import { required } from '../graphql/required';

/** What core knows of where sessions are, by id. */
export interface SessionPlaces {
  readonly inbounds: ReadonlyMap<string, Pick<LiveSession, 'protocol' | 'inboundTag'>>;
  readonly serverNames: ReadonlyMap<string, string>;
}

export function toLiveSessions(list: LiveSessionList, places: SessionPlaces): LiveSessions {
  return {
    nodes: list.sessions.map((session) => toLiveSession(session, places)),
    totalCount: Number(list.total),
    unreachableServerIds: list.unreachableServerIds,
  };
}

function toLiveSession({ source, since, ...rest }: WireSession, { inbounds, serverNames }: SessionPlaces): LiveSession {
  const inbound = inbounds.get(rest.inboundId);
  return {
    ...rest,
    protocol: inbound?.protocol ?? null,
    inboundTag: inbound?.inboundTag ?? null,
    serverName: serverNames.get(rest.serverId) ?? null,
    source: source || null,
    since: required(since, 'LiveSession.since'),
  };
}
