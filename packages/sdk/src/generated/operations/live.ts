// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  UserLiveSessionsQuery,
  UserLiveSessionsQueryVariables,
  ServerLiveSessionsQuery,
  ServerLiveSessionsQueryVariables,
  KillSessionsMutation,
  KillSessionsMutationVariables,
  KillSessionMutation,
  KillSessionMutationVariables,
  ServerLogsQuery,
  ServerLogsQueryVariables,
  ServerHealthQuery,
  ServerHealthQueryVariables,
  ServerMachineSubscription,
  ServerMachineSubscriptionVariables,
} from '../operations';
export const UserLiveSessions: Operation<UserLiveSessionsQuery, UserLiveSessionsQueryVariables> = {
  name: 'UserLiveSessions',
  text: `query UserLiveSessions($userId: ID!, $first: Int) {
  userLiveSessions(userId: $userId, first: $first) {
    nodes {
      ...LiveSessionFields
    }
    totalCount
    unreachableServerIds
  }
}
fragment LiveSessionFields on LiveSession {
  id
  serverId
  serverName
  inboundId
  inboundTag
  protocol
  userId
  deviceId
  source
  since
  uplinkBytes
  downlinkBytes
}`,
};
export const ServerLiveSessions: Operation<ServerLiveSessionsQuery, ServerLiveSessionsQueryVariables> = {
  name: 'ServerLiveSessions',
  text: `query ServerLiveSessions($serverId: ID!, $first: Int) {
  serverLiveSessions(serverId: $serverId, first: $first) {
    nodes {
      ...LiveSessionFields
    }
    totalCount
    unreachableServerIds
  }
}
fragment LiveSessionFields on LiveSession {
  id
  serverId
  serverName
  inboundId
  inboundTag
  protocol
  userId
  deviceId
  source
  since
  uplinkBytes
  downlinkBytes
}`,
};
export const KillSessions: Operation<KillSessionsMutation, KillSessionsMutationVariables> = {
  name: 'KillSessions',
  text: `mutation KillSessions($userId: ID!, $serverId: ID, $deviceId: ID) {
  killSessions(userId: $userId, serverId: $serverId, deviceId: $deviceId) {
    sessions
    unreachableServerIds
  }
}`,
};
export const KillSession: Operation<KillSessionMutation, KillSessionMutationVariables> = {
  name: 'KillSession',
  text: `mutation KillSession($userId: ID!, $serverId: ID!, $sessionId: ID!) {
  killSession(userId: $userId, serverId: $serverId, sessionId: $sessionId) {
    sessions
    unreachableServerIds
  }
}`,
};
export const ServerLogs: Operation<ServerLogsQuery, ServerLogsQueryVariables> = {
  name: 'ServerLogs',
  text: `query ServerLogs($serverId: ID!, $lines: Int) {
  serverLogs(serverId: $serverId, lines: $lines) {
    at
    source
    severity
    text
  }
}`,
};
export const ServerHealth: Operation<ServerHealthQuery, ServerHealthQueryVariables> = {
  name: 'ServerHealth',
  text: `query ServerHealth($id: ID!) {
  server(id: $id) {
    id
    health {
      state
      score
      since
      checkedAt
      reasons {
        code
        inboundId
      }
      inbounds {
        inboundId
        reachable
        latencyMs
        checkedAt
        failure
      }
    }
  }
}`,
};
export const ServerMachine: Operation<ServerMachineSubscription, ServerMachineSubscriptionVariables> = {
  name: 'ServerMachine',
  text: `subscription ServerMachine($serverId: ID!) {
  serverMachine(serverId: $serverId) {
    serverId
    machine {
      ...MachineFields
    }
  }
}
fragment MachineFields on Machine {
  connected
  seenAt
  agentVersion
  engineVersion
  engineHealthy
  users
  sessions
  configurationApplied
  problem
  clockSkewMs
  certificateIssuedAt
  certificateExpiresAt
  processors
  processorUse
  uplinkBytesPerSecond
  downlinkBytesPerSecond
  load
  memoryBytes
  memoryFreeBytes
}`,
};
