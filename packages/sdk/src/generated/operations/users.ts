// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  UsersQuery,
  UsersQueryVariables,
  CountUsersQuery,
  CountUsersQueryVariables,
  UserQuery,
  UserQueryVariables,
  UserNamesQuery,
  UserNamesQueryVariables,
  UserTrafficStatsQuery,
  UserTrafficStatsQueryVariables,
  CreateUserMutation,
  CreateUserMutationVariables,
  UpdateUserMutation,
  UpdateUserMutationVariables,
  DeleteUserMutation,
  DeleteUserMutationVariables,
  EnableUserMutation,
  EnableUserMutationVariables,
  DisableUserMutation,
  DisableUserMutationVariables,
  ResetUserUsageMutation,
  ResetUserUsageMutationVariables,
  StartUserMutation,
  StartUserMutationVariables,
  RotateSubscriptionLinkMutation,
  RotateSubscriptionLinkMutationVariables,
  RotateCredentialsMutation,
  RotateCredentialsMutationVariables,
  AddWireguardDeviceMutation,
  AddWireguardDeviceMutationVariables,
  RenameDeviceMutation,
  RenameDeviceMutationVariables,
  RevokeDeviceMutation,
  RevokeDeviceMutationVariables,
  RestoreDeviceMutation,
  RestoreDeviceMutationVariables,
  DeleteDeviceMutation,
  DeleteDeviceMutationVariables,
  RotateDeviceCredentialsMutation,
  RotateDeviceCredentialsMutationVariables,
} from '../operations';
export const Users: Operation<UsersQuery, UsersQueryVariables> = {
  name: 'Users',
  text: `query Users($filter: UserFilter, $sort: [UserSort!], $page: Pagination) {
  users(filter: $filter, sort: $sort, page: $page) {
    nodes {
      ...UserRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
};
export const CountUsers: Operation<CountUsersQuery, CountUsersQueryVariables> = {
  name: 'CountUsers',
  text: `query CountUsers($filter: UserFilter) {
  users(filter: $filter, page: {first: 1}) {
    totalCount
  }
}`,
};
export const User: Operation<UserQuery, UserQueryVariables> = {
  name: 'User',
  text: `query User($id: ID!) {
  user(id: $id) {
    ...UserFields
    devices {
      ...DeviceFields
    }
    usagePeriods {
      startedAt
      endedAt
      usedBytes
      limitBytes
    }
  }
}
fragment UserFields on User {
  ...UserRow
  tenantId
  hold {
    validitySeconds
    until
  }
  resetStrategy
  resetAnchor
  zone
  periodStartedAt
  nextResetAt
  firstConnectedAt
  deviceLimit
  addressLimit
  speedLimitUpKbps
  speedLimitDownKbps
  email
  telegramId
  nextPlan {
    limitBytes
    durationSeconds
    resetStrategy
    carryOver
  }
  account {
    id
    username
  }
  updatedAt
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}
fragment DeviceFields on Device {
  id
  kind
  name
  hwid
  os
  model
  createdAt
  firstSeenAt
  lastSeenAt
  revokedAt
}`,
};
export const UserNames: Operation<UserNamesQuery, UserNamesQueryVariables> = {
  name: 'UserNames',
  text: `query UserNames($ids: [ID!]!) {
  users(filter: {ids: $ids}, page: {first: 50}) {
    nodes {
      id
      username
    }
  }
}`,
};
export const UserTrafficStats: Operation<UserTrafficStatsQuery, UserTrafficStatsQueryVariables> = {
  name: 'UserTrafficStats',
  text: `query UserTrafficStats($userId: ID, $period: TimePeriod!, $withServers: Boolean!) {
  trafficStats(userId: $userId, period: $period) {
    ...TrafficFields
  }
}
fragment TrafficFields on TrafficStats {
  from
  to
  resolution
  totals {
    ...TotalsFields
  }
  points {
    startsAt
    totals {
      ...TotalsFields
    }
  }
  topServers {
    serverId
    totals {
      ...TotalsFields
    }
    server @include(if: $withServers) {
      id
      name
    }
  }
}
fragment TotalsFields on TrafficTotals {
  uplinkBytes
  downlinkBytes
  chargedBytes
}`,
};
export const CreateUser: Operation<CreateUserMutation, CreateUserMutationVariables> = {
  name: 'CreateUser',
  text: `mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    ...UserRow
  }
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
};
export const UpdateUser: Operation<UpdateUserMutation, UpdateUserMutationVariables> = {
  name: 'UpdateUser',
  text: `mutation UpdateUser($id: ID!, $input: UpdateUserInput!) {
  updateUser(id: $id, input: $input) {
    ...UserFields
  }
}
fragment UserFields on User {
  ...UserRow
  tenantId
  hold {
    validitySeconds
    until
  }
  resetStrategy
  resetAnchor
  zone
  periodStartedAt
  nextResetAt
  firstConnectedAt
  deviceLimit
  addressLimit
  speedLimitUpKbps
  speedLimitDownKbps
  email
  telegramId
  nextPlan {
    limitBytes
    durationSeconds
    resetStrategy
    carryOver
  }
  account {
    id
    username
  }
  updatedAt
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
};
export const DeleteUser: Operation<DeleteUserMutation, DeleteUserMutationVariables> = {
  name: 'DeleteUser',
  text: `mutation DeleteUser($id: ID!) {
  deleteUser(id: $id)
}`,
};
export const EnableUser: Operation<EnableUserMutation, EnableUserMutationVariables> = {
  name: 'EnableUser',
  text: `mutation EnableUser($id: ID!) {
  enableUser(id: $id) {
    ...UserFields
  }
}
fragment UserFields on User {
  ...UserRow
  tenantId
  hold {
    validitySeconds
    until
  }
  resetStrategy
  resetAnchor
  zone
  periodStartedAt
  nextResetAt
  firstConnectedAt
  deviceLimit
  addressLimit
  speedLimitUpKbps
  speedLimitDownKbps
  email
  telegramId
  nextPlan {
    limitBytes
    durationSeconds
    resetStrategy
    carryOver
  }
  account {
    id
    username
  }
  updatedAt
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
};
export const DisableUser: Operation<DisableUserMutation, DisableUserMutationVariables> = {
  name: 'DisableUser',
  text: `mutation DisableUser($id: ID!) {
  disableUser(id: $id) {
    ...UserFields
  }
}
fragment UserFields on User {
  ...UserRow
  tenantId
  hold {
    validitySeconds
    until
  }
  resetStrategy
  resetAnchor
  zone
  periodStartedAt
  nextResetAt
  firstConnectedAt
  deviceLimit
  addressLimit
  speedLimitUpKbps
  speedLimitDownKbps
  email
  telegramId
  nextPlan {
    limitBytes
    durationSeconds
    resetStrategy
    carryOver
  }
  account {
    id
    username
  }
  updatedAt
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
};
export const ResetUserUsage: Operation<ResetUserUsageMutation, ResetUserUsageMutationVariables> = {
  name: 'ResetUserUsage',
  text: `mutation ResetUserUsage($id: ID!) {
  resetUserUsage(id: $id) {
    ...UserFields
  }
}
fragment UserFields on User {
  ...UserRow
  tenantId
  hold {
    validitySeconds
    until
  }
  resetStrategy
  resetAnchor
  zone
  periodStartedAt
  nextResetAt
  firstConnectedAt
  deviceLimit
  addressLimit
  speedLimitUpKbps
  speedLimitDownKbps
  email
  telegramId
  nextPlan {
    limitBytes
    durationSeconds
    resetStrategy
    carryOver
  }
  account {
    id
    username
  }
  updatedAt
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
};
export const StartUser: Operation<StartUserMutation, StartUserMutationVariables> = {
  name: 'StartUser',
  text: `mutation StartUser($id: ID!) {
  startUser(id: $id) {
    ...UserFields
  }
}
fragment UserFields on User {
  ...UserRow
  tenantId
  hold {
    validitySeconds
    until
  }
  resetStrategy
  resetAnchor
  zone
  periodStartedAt
  nextResetAt
  firstConnectedAt
  deviceLimit
  addressLimit
  speedLimitUpKbps
  speedLimitDownKbps
  email
  telegramId
  nextPlan {
    limitBytes
    durationSeconds
    resetStrategy
    carryOver
  }
  account {
    id
    username
  }
  updatedAt
}
fragment UserRow on User {
  id
  username
  status
  limitBytes
  usedBytes
  lifetimeUsedBytes
  expiresAt
  lastOnlineAt
  note
  tags
  groups {
    id
    name
  }
  createdAt
  revision
}`,
};
export const RotateSubscriptionLink: Operation<
  RotateSubscriptionLinkMutation,
  RotateSubscriptionLinkMutationVariables
> = {
  name: 'RotateSubscriptionLink',
  text: `mutation RotateSubscriptionLink($id: ID!) {
  rotateSubscriptionLink(id: $id) {
    id
  }
}`,
};
export const RotateCredentials: Operation<RotateCredentialsMutation, RotateCredentialsMutationVariables> = {
  name: 'RotateCredentials',
  text: `mutation RotateCredentials($id: ID!) {
  rotateCredentials(id: $id) {
    id
  }
}`,
};
export const AddWireguardDevice: Operation<AddWireguardDeviceMutation, AddWireguardDeviceMutationVariables> = {
  name: 'AddWireguardDevice',
  text: `mutation AddWireguardDevice($userId: ID!, $name: String!) {
  addWireguardDevice(userId: $userId, name: $name) {
    ...DeviceFields
  }
}
fragment DeviceFields on Device {
  id
  kind
  name
  hwid
  os
  model
  createdAt
  firstSeenAt
  lastSeenAt
  revokedAt
}`,
};
export const RenameDevice: Operation<RenameDeviceMutation, RenameDeviceMutationVariables> = {
  name: 'RenameDevice',
  text: `mutation RenameDevice($id: ID!, $name: String!) {
  renameDevice(id: $id, name: $name) {
    ...DeviceFields
  }
}
fragment DeviceFields on Device {
  id
  kind
  name
  hwid
  os
  model
  createdAt
  firstSeenAt
  lastSeenAt
  revokedAt
}`,
};
export const RevokeDevice: Operation<RevokeDeviceMutation, RevokeDeviceMutationVariables> = {
  name: 'RevokeDevice',
  text: `mutation RevokeDevice($id: ID!) {
  revokeDevice(id: $id) {
    ...DeviceFields
  }
}
fragment DeviceFields on Device {
  id
  kind
  name
  hwid
  os
  model
  createdAt
  firstSeenAt
  lastSeenAt
  revokedAt
}`,
};
export const RestoreDevice: Operation<RestoreDeviceMutation, RestoreDeviceMutationVariables> = {
  name: 'RestoreDevice',
  text: `mutation RestoreDevice($id: ID!) {
  restoreDevice(id: $id) {
    ...DeviceFields
  }
}
fragment DeviceFields on Device {
  id
  kind
  name
  hwid
  os
  model
  createdAt
  firstSeenAt
  lastSeenAt
  revokedAt
}`,
};
export const DeleteDevice: Operation<DeleteDeviceMutation, DeleteDeviceMutationVariables> = {
  name: 'DeleteDevice',
  text: `mutation DeleteDevice($id: ID!) {
  deleteDevice(id: $id)
}`,
};
export const RotateDeviceCredentials: Operation<
  RotateDeviceCredentialsMutation,
  RotateDeviceCredentialsMutationVariables
> = {
  name: 'RotateDeviceCredentials',
  text: `mutation RotateDeviceCredentials($id: ID!) {
  rotateDeviceCredentials(id: $id) {
    id
  }
}`,
};
