// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  GroupsQuery,
  GroupsQueryVariables,
  GroupNamesQuery,
  GroupNamesQueryVariables,
  CreateGroupMutation,
  CreateGroupMutationVariables,
  UpdateGroupMutation,
  UpdateGroupMutationVariables,
  DeleteGroupMutation,
  DeleteGroupMutationVariables,
  HostsQuery,
  HostsQueryVariables,
  CreateHostMutation,
  CreateHostMutationVariables,
  UpdateHostMutation,
  UpdateHostMutationVariables,
  DeleteHostMutation,
  DeleteHostMutationVariables,
  ReorderHostsMutation,
  ReorderHostsMutationVariables,
} from '../operations';
export const Groups: Operation<GroupsQuery, GroupsQueryVariables> = {
  name: 'Groups',
  text: `query Groups($page: Pagination, $withInbounds: Boolean!, $withServers: Boolean!) {
  groups(sort: [{field: NAME, direction: ASC}], page: $page) {
    nodes {
      ...GroupFields
      inbounds @include(if: $withInbounds) {
        id
        tag
        protocol
        server @include(if: $withServers) {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment GroupFields on Group {
  id
  name
  isDefault
  userCount
  inboundIds
  revision
}`,
};
export const GroupNames: Operation<GroupNamesQuery, GroupNamesQueryVariables> = {
  name: 'GroupNames',
  text: `query GroupNames {
  groups(sort: [{field: NAME, direction: ASC}], page: {first: 200}) {
    nodes {
      id
      name
      isDefault
    }
  }
}`,
};
export const CreateGroup: Operation<CreateGroupMutation, CreateGroupMutationVariables> = {
  name: 'CreateGroup',
  text: `mutation CreateGroup($input: CreateGroupInput!) {
  createGroup(input: $input) {
    ...GroupFields
  }
}
fragment GroupFields on Group {
  id
  name
  isDefault
  userCount
  inboundIds
  revision
}`,
};
export const UpdateGroup: Operation<UpdateGroupMutation, UpdateGroupMutationVariables> = {
  name: 'UpdateGroup',
  text: `mutation UpdateGroup($id: ID!, $input: UpdateGroupInput!) {
  updateGroup(id: $id, input: $input) {
    ...GroupFields
  }
}
fragment GroupFields on Group {
  id
  name
  isDefault
  userCount
  inboundIds
  revision
}`,
};
export const DeleteGroup: Operation<DeleteGroupMutation, DeleteGroupMutationVariables> = {
  name: 'DeleteGroup',
  text: `mutation DeleteGroup($id: ID!) {
  deleteGroup(id: $id)
}`,
};
export const Hosts: Operation<HostsQuery, HostsQueryVariables> = {
  name: 'Hosts',
  text: `query Hosts($filter: HostFilter, $page: Pagination) {
  hosts(filter: $filter, page: $page) {
    nodes {
      ...HostFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment HostFields on Host {
  id
  inboundId
  remark
  addresses
  port
  sni
  hostHeader
  path
  alpn
  fingerprint
  security
  enabled
  tags
  weight
  position
  revision
}`,
};
export const CreateHost: Operation<CreateHostMutation, CreateHostMutationVariables> = {
  name: 'CreateHost',
  text: `mutation CreateHost($input: CreateHostInput!) {
  createHost(input: $input) {
    ...HostFields
  }
}
fragment HostFields on Host {
  id
  inboundId
  remark
  addresses
  port
  sni
  hostHeader
  path
  alpn
  fingerprint
  security
  enabled
  tags
  weight
  position
  revision
}`,
};
export const UpdateHost: Operation<UpdateHostMutation, UpdateHostMutationVariables> = {
  name: 'UpdateHost',
  text: `mutation UpdateHost($id: ID!, $input: UpdateHostInput!) {
  updateHost(id: $id, input: $input) {
    ...HostFields
  }
}
fragment HostFields on Host {
  id
  inboundId
  remark
  addresses
  port
  sni
  hostHeader
  path
  alpn
  fingerprint
  security
  enabled
  tags
  weight
  position
  revision
}`,
};
export const DeleteHost: Operation<DeleteHostMutation, DeleteHostMutationVariables> = {
  name: 'DeleteHost',
  text: `mutation DeleteHost($id: ID!) {
  deleteHost(id: $id)
}`,
};
export const ReorderHosts: Operation<ReorderHostsMutation, ReorderHostsMutationVariables> = {
  name: 'ReorderHosts',
  text: `mutation ReorderHosts($ids: [ID!]!) {
  reorderHosts(ids: $ids) {
    ...HostFields
  }
}
fragment HostFields on Host {
  id
  inboundId
  remark
  addresses
  port
  sni
  hostHeader
  path
  alpn
  fingerprint
  security
  enabled
  tags
  weight
  position
  revision
}`,
};
