// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  ServersQuery,
  ServersQueryVariables,
  ServerQuery,
  ServerQueryVariables,
  CreateServerMutation,
  CreateServerMutationVariables,
  UpdateServerMutation,
  UpdateServerMutationVariables,
  FailoverGroupsQuery,
  FailoverGroupsQueryVariables,
  UpdateFailoverGroupMutation,
  UpdateFailoverGroupMutationVariables,
  DeleteServerMutation,
  DeleteServerMutationVariables,
  InboundsQuery,
  InboundsQueryVariables,
  InboundQuery,
  InboundQueryVariables,
  InboundSchemasQuery,
  InboundSchemasQueryVariables,
  CreateInboundMutation,
  CreateInboundMutationVariables,
  UpdateInboundMutation,
  UpdateInboundMutationVariables,
  DeleteInboundMutation,
  DeleteInboundMutationVariables,
  GenerateKeysMutation,
  GenerateKeysMutationVariables,
  CheckRealityTargetMutation,
  CheckRealityTargetMutationVariables,
  CreateEnrolmentTokenMutation,
  CreateEnrolmentTokenMutationVariables,
  RevokeMachineMutation,
  RevokeMachineMutationVariables,
  WriteOffMachineMutation,
  WriteOffMachineMutationVariables,
} from '../operations';
export const Servers: Operation<ServersQuery, ServersQueryVariables> = {
  name: 'Servers',
  text: `query Servers($filter: ServerFilter, $withInbounds: Boolean!) {
  servers(filter: $filter) {
    ...ServerFields
    machine {
      connected
      engineHealthy
      users
      sessions
      problem
      uplinkBytesPerSecond
      downlinkBytesPerSecond
    }
    health {
      state
    }
    quotaUsage {
      state
    }
    inbounds @include(if: $withInbounds) {
      id
      tag
      protocol
    }
  }
}
fragment ServerFields on Server {
  id
  tenantId
  name
  state
  region {
    country
    city
    latitude
    longitude
  }
  tags
  addresses
  capacity {
    users
    megabitsPerSecond
  }
  coefficientMilli
  shared
  note
  trafficQuota {
    limitBytes
    counted
    reset {
      dayOfMonth
      zone
    }
    warningPercent
  }
  failover {
    group
    rank
  }
  revision
  createdAt
  updatedAt
}`,
};
export const Server: Operation<ServerQuery, ServerQueryVariables> = {
  name: 'Server',
  text: `query Server($id: ID!, $withInbounds: Boolean!) {
  server(id: $id) {
    ...ServerFields
    quotaUsage {
      usedBytes
      state
      periodStartedAt
      periodEndsAt
    }
    latencies {
      country
      medianMs
    }
    machine {
      ...MachineFields
    }
    inbounds @include(if: $withInbounds) {
      ...InboundRow
    }
  }
}
fragment ServerFields on Server {
  id
  tenantId
  name
  state
  region {
    country
    city
    latitude
    longitude
  }
  tags
  addresses
  capacity {
    users
    megabitsPerSecond
  }
  coefficientMilli
  shared
  note
  trafficQuota {
    limitBytes
    counted
    reset {
      dayOfMonth
      zone
    }
    warningPercent
  }
  failover {
    group
    rank
  }
  revision
  createdAt
  updatedAt
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
}
fragment InboundRow on Inbound {
  id
  serverId
  tag
  protocol
  listen
  port
  lastPort
  network
  security
  enabled
  shared
  instance
  revision
}`,
};
export const CreateServer: Operation<CreateServerMutation, CreateServerMutationVariables> = {
  name: 'CreateServer',
  text: `mutation CreateServer($input: CreateServerInput!) {
  createServer(input: $input) {
    ...ServerFields
  }
}
fragment ServerFields on Server {
  id
  tenantId
  name
  state
  region {
    country
    city
    latitude
    longitude
  }
  tags
  addresses
  capacity {
    users
    megabitsPerSecond
  }
  coefficientMilli
  shared
  note
  trafficQuota {
    limitBytes
    counted
    reset {
      dayOfMonth
      zone
    }
    warningPercent
  }
  failover {
    group
    rank
  }
  revision
  createdAt
  updatedAt
}`,
};
export const UpdateServer: Operation<UpdateServerMutation, UpdateServerMutationVariables> = {
  name: 'UpdateServer',
  text: `mutation UpdateServer($id: ID!, $input: UpdateServerInput!) {
  updateServer(id: $id, input: $input) {
    ...ServerFields
  }
}
fragment ServerFields on Server {
  id
  tenantId
  name
  state
  region {
    country
    city
    latitude
    longitude
  }
  tags
  addresses
  capacity {
    users
    megabitsPerSecond
  }
  coefficientMilli
  shared
  note
  trafficQuota {
    limitBytes
    counted
    reset {
      dayOfMonth
      zone
    }
    warningPercent
  }
  failover {
    group
    rank
  }
  revision
  createdAt
  updatedAt
}`,
};
export const FailoverGroups: Operation<FailoverGroupsQuery, FailoverGroupsQueryVariables> = {
  name: 'FailoverGroups',
  text: `query FailoverGroups {
  failoverGroups {
    name
    shownServers
    members {
      serverId
      rank
      spare
      server {
        name
      }
    }
  }
}`,
};
export const UpdateFailoverGroup: Operation<UpdateFailoverGroupMutation, UpdateFailoverGroupMutationVariables> = {
  name: 'UpdateFailoverGroup',
  text: `mutation UpdateFailoverGroup($name: String!, $shownServers: Int!) {
  updateFailoverGroup(name: $name, shownServers: $shownServers) {
    name
    shownServers
  }
}`,
};
export const DeleteServer: Operation<DeleteServerMutation, DeleteServerMutationVariables> = {
  name: 'DeleteServer',
  text: `mutation DeleteServer($id: ID!) {
  deleteServer(id: $id)
}`,
};
export const Inbounds: Operation<InboundsQuery, InboundsQueryVariables> = {
  name: 'Inbounds',
  text: `query Inbounds($filter: InboundFilter, $page: Pagination, $withServers: Boolean!, $withGroups: Boolean!) {
  inbounds(filter: $filter, page: $page) {
    nodes {
      ...InboundRow
      server @include(if: $withServers) {
        id
        name
      }
      groups @include(if: $withGroups) {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment InboundRow on Inbound {
  id
  serverId
  tag
  protocol
  listen
  port
  lastPort
  network
  security
  enabled
  shared
  instance
  revision
}`,
};
export const Inbound: Operation<InboundQuery, InboundQueryVariables> = {
  name: 'Inbound',
  text: `query Inbound($id: ID!, $withServers: Boolean!, $withGroups: Boolean!) {
  inbound(id: $id) {
    ...InboundFields
    server @include(if: $withServers) {
      id
      name
    }
    groups @include(if: $withGroups) {
      id
      name
    }
  }
}
fragment InboundFields on Inbound {
  ...InboundRow
  settings
  sniffing {
    enabled
    destinationOverrides
    routeOnly
  }
  createdAt
  updatedAt
}
fragment InboundRow on Inbound {
  id
  serverId
  tag
  protocol
  listen
  port
  lastPort
  network
  security
  enabled
  shared
  instance
  revision
}`,
};
export const InboundSchemas: Operation<InboundSchemasQuery, InboundSchemasQueryVariables> = {
  name: 'InboundSchemas',
  text: `query InboundSchemas {
  inboundSchemas {
    protocols {
      protocol
      networks
      securities
      schema
    }
    networks {
      network
      schema
    }
    securities {
      security
      schema
    }
  }
}`,
};
export const CreateInbound: Operation<CreateInboundMutation, CreateInboundMutationVariables> = {
  name: 'CreateInbound',
  text: `mutation CreateInbound($input: CreateInboundInput!) {
  createInbound(input: $input) {
    ...InboundFields
  }
}
fragment InboundFields on Inbound {
  ...InboundRow
  settings
  sniffing {
    enabled
    destinationOverrides
    routeOnly
  }
  createdAt
  updatedAt
}
fragment InboundRow on Inbound {
  id
  serverId
  tag
  protocol
  listen
  port
  lastPort
  network
  security
  enabled
  shared
  instance
  revision
}`,
};
export const UpdateInbound: Operation<UpdateInboundMutation, UpdateInboundMutationVariables> = {
  name: 'UpdateInbound',
  text: `mutation UpdateInbound($id: ID!, $input: UpdateInboundInput!) {
  updateInbound(id: $id, input: $input) {
    ...InboundFields
  }
}
fragment InboundFields on Inbound {
  ...InboundRow
  settings
  sniffing {
    enabled
    destinationOverrides
    routeOnly
  }
  createdAt
  updatedAt
}
fragment InboundRow on Inbound {
  id
  serverId
  tag
  protocol
  listen
  port
  lastPort
  network
  security
  enabled
  shared
  instance
  revision
}`,
};
export const DeleteInbound: Operation<DeleteInboundMutation, DeleteInboundMutationVariables> = {
  name: 'DeleteInbound',
  text: `mutation DeleteInbound($id: ID!) {
  deleteInbound(id: $id)
}`,
};
export const GenerateKeys: Operation<GenerateKeysMutation, GenerateKeysMutationVariables> = {
  name: 'GenerateKeys',
  text: `mutation GenerateKeys($kind: KeyKind!) {
  generateKeys(kind: $kind) {
    privateValue
    publicValue
  }
}`,
};
export const CheckRealityTarget: Operation<CheckRealityTargetMutation, CheckRealityTargetMutationVariables> = {
  name: 'CheckRealityTarget',
  text: `mutation CheckRealityTarget($target: String!, $serverNames: [String!]) {
  checkRealityTarget(target: $target, serverNames: $serverNames) {
    problems
    otherNames
    latencyMs
  }
}`,
};
export const CreateEnrolmentToken: Operation<CreateEnrolmentTokenMutation, CreateEnrolmentTokenMutationVariables> = {
  name: 'CreateEnrolmentToken',
  text: `mutation CreateEnrolmentToken($serverId: ID!) {
  createEnrolmentToken(serverId: $serverId) {
    command
    installCommand
    expiresAt
  }
}`,
};
export const RevokeMachine: Operation<RevokeMachineMutation, RevokeMachineMutationVariables> = {
  name: 'RevokeMachine',
  text: `mutation RevokeMachine($serverId: ID!) {
  revokeMachine(serverId: $serverId)
}`,
};
export const WriteOffMachine: Operation<WriteOffMachineMutation, WriteOffMachineMutationVariables> = {
  name: 'WriteOffMachine',
  text: `mutation WriteOffMachine($serverId: ID!) {
  writeOffMachine(serverId: $serverId)
}`,
};
