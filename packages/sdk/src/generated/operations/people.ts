// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  AccountsQuery,
  AccountsQueryVariables,
  CreateAccountMutation,
  CreateAccountMutationVariables,
  UpdateAccountMutation,
  UpdateAccountMutationVariables,
  DeleteAccountMutation,
  DeleteAccountMutationVariables,
  ResetPasswordMutation,
  ResetPasswordMutationVariables,
  RolesQuery,
  RolesQueryVariables,
  PermissionsQuery,
  PermissionsQueryVariables,
  CreateRoleMutation,
  CreateRoleMutationVariables,
  UpdateRoleMutation,
  UpdateRoleMutationVariables,
  DeleteRoleMutation,
  DeleteRoleMutationVariables,
  ApiTokensQuery,
  ApiTokensQueryVariables,
  CreateApiTokenMutation,
  CreateApiTokenMutationVariables,
  RevokeApiTokenMutation,
  RevokeApiTokenMutationVariables,
  SessionsQuery,
  SessionsQueryVariables,
  RevokeSessionMutation,
  RevokeSessionMutationVariables,
  RevokeOtherSessionsMutation,
  RevokeOtherSessionsMutationVariables,
  RevokeAccountSessionsMutation,
  RevokeAccountSessionsMutationVariables,
  TenantsQuery,
  TenantsQueryVariables,
  CreateTenantMutation,
  CreateTenantMutationVariables,
  UpdateTenantMutation,
  UpdateTenantMutationVariables,
  SuspendTenantMutation,
  SuspendTenantMutationVariables,
  ResumeTenantMutation,
  ResumeTenantMutationVariables,
  DeleteTenantMutation,
  DeleteTenantMutationVariables,
} from '../operations';
export const Accounts: Operation<AccountsQuery, AccountsQueryVariables> = {
  name: 'Accounts',
  text: `query Accounts($filter: AccountFilter, $search: String, $page: Pagination) {
  accounts(
    filter: $filter
    search: $search
    sort: [{field: USERNAME, direction: ASC}]
    page: $page
  ) {
    nodes {
      ...AccountRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment AccountRow on Account {
  id
  username
  name
  role
  disabled
  mustChangePassword
  createdAt
}`,
};
export const CreateAccount: Operation<CreateAccountMutation, CreateAccountMutationVariables> = {
  name: 'CreateAccount',
  text: `mutation CreateAccount($input: CreateAccountInput!) {
  createAccount(input: $input) {
    account {
      ...AccountRow
    }
    generatedPassword
  }
}
fragment AccountRow on Account {
  id
  username
  name
  role
  disabled
  mustChangePassword
  createdAt
}`,
};
export const UpdateAccount: Operation<UpdateAccountMutation, UpdateAccountMutationVariables> = {
  name: 'UpdateAccount',
  text: `mutation UpdateAccount($id: ID!, $input: UpdateAccountInput!) {
  updateAccount(id: $id, input: $input) {
    ...AccountRow
  }
}
fragment AccountRow on Account {
  id
  username
  name
  role
  disabled
  mustChangePassword
  createdAt
}`,
};
export const DeleteAccount: Operation<DeleteAccountMutation, DeleteAccountMutationVariables> = {
  name: 'DeleteAccount',
  text: `mutation DeleteAccount($id: ID!) {
  deleteAccount(id: $id)
}`,
};
export const ResetPassword: Operation<ResetPasswordMutation, ResetPasswordMutationVariables> = {
  name: 'ResetPassword',
  text: `mutation ResetPassword($id: ID!) {
  resetPassword(id: $id) {
    account {
      ...AccountRow
    }
    generatedPassword
  }
}
fragment AccountRow on Account {
  id
  username
  name
  role
  disabled
  mustChangePassword
  createdAt
}`,
};
export const Roles: Operation<RolesQuery, RolesQueryVariables> = {
  name: 'Roles',
  text: `query Roles {
  roles {
    ...RoleFields
  }
}
fragment RoleFields on Role {
  id
  name
  description
  builtIn
  ownRowsOnly
  permissions
}`,
};
export const Permissions: Operation<PermissionsQuery, PermissionsQueryVariables> = {
  name: 'Permissions',
  text: `query Permissions {
  permissions {
    name
    description
  }
}`,
};
export const CreateRole: Operation<CreateRoleMutation, CreateRoleMutationVariables> = {
  name: 'CreateRole',
  text: `mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) {
    ...RoleFields
  }
}
fragment RoleFields on Role {
  id
  name
  description
  builtIn
  ownRowsOnly
  permissions
}`,
};
export const UpdateRole: Operation<UpdateRoleMutation, UpdateRoleMutationVariables> = {
  name: 'UpdateRole',
  text: `mutation UpdateRole($id: ID!, $input: UpdateRoleInput!) {
  updateRole(id: $id, input: $input) {
    ...RoleFields
  }
}
fragment RoleFields on Role {
  id
  name
  description
  builtIn
  ownRowsOnly
  permissions
}`,
};
export const DeleteRole: Operation<DeleteRoleMutation, DeleteRoleMutationVariables> = {
  name: 'DeleteRole',
  text: `mutation DeleteRole($id: ID!) {
  deleteRole(id: $id)
}`,
};
export const ApiTokens: Operation<ApiTokensQuery, ApiTokensQueryVariables> = {
  name: 'ApiTokens',
  text: `query ApiTokens($page: Pagination) {
  apiTokens(page: $page) {
    nodes {
      ...ApiTokenFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment ApiTokenFields on ApiToken {
  id
  accountId
  name
  scopes
  createdAt
  expiresAt
  lastUsedAt
  revokedAt
}`,
};
export const CreateApiToken: Operation<CreateApiTokenMutation, CreateApiTokenMutationVariables> = {
  name: 'CreateApiToken',
  text: `mutation CreateApiToken($input: CreateApiTokenInput!) {
  createApiToken(input: $input) {
    apiToken {
      ...ApiTokenFields
    }
    secret
  }
}
fragment ApiTokenFields on ApiToken {
  id
  accountId
  name
  scopes
  createdAt
  expiresAt
  lastUsedAt
  revokedAt
}`,
};
export const RevokeApiToken: Operation<RevokeApiTokenMutation, RevokeApiTokenMutationVariables> = {
  name: 'RevokeApiToken',
  text: `mutation RevokeApiToken($id: ID!) {
  revokeApiToken(id: $id) {
    ...ApiTokenFields
  }
}
fragment ApiTokenFields on ApiToken {
  id
  accountId
  name
  scopes
  createdAt
  expiresAt
  lastUsedAt
  revokedAt
}`,
};
export const Sessions: Operation<SessionsQuery, SessionsQueryVariables> = {
  name: 'Sessions',
  text: `query Sessions($accountId: ID, $page: Pagination) {
  sessions(accountId: $accountId, page: $page) {
    nodes {
      id
      kind
      createdAt
      lastSeenAt
      expiresAt
      clientAddress
      userAgent
      current
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`,
};
export const RevokeSession: Operation<RevokeSessionMutation, RevokeSessionMutationVariables> = {
  name: 'RevokeSession',
  text: `mutation RevokeSession($id: ID!) {
  revokeSession(id: $id)
}`,
};
export const RevokeOtherSessions: Operation<RevokeOtherSessionsMutation, RevokeOtherSessionsMutationVariables> = {
  name: 'RevokeOtherSessions',
  text: `mutation RevokeOtherSessions {
  revokeOtherSessions
}`,
};
export const RevokeAccountSessions: Operation<RevokeAccountSessionsMutation, RevokeAccountSessionsMutationVariables> = {
  name: 'RevokeAccountSessions',
  text: `mutation RevokeAccountSessions($accountId: ID!) {
  revokeAccountSessions(accountId: $accountId)
}`,
};
export const Tenants: Operation<TenantsQuery, TenantsQueryVariables> = {
  name: 'Tenants',
  text: `query Tenants($search: String, $page: Pagination) {
  tenants(search: $search, sort: [{field: NAME, direction: ASC}], page: $page) {
    nodes {
      ...TenantFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment TenantFields on Tenant {
  id
  slug
  name
  zone
  suspended
  operator
  limits {
    mostUsers
    mostAccounts
  }
  createdAt
}`,
};
export const CreateTenant: Operation<CreateTenantMutation, CreateTenantMutationVariables> = {
  name: 'CreateTenant',
  text: `mutation CreateTenant($input: CreateTenantInput!) {
  createTenant(input: $input) {
    tenant {
      ...TenantFields
    }
    owner {
      id
      username
    }
    generatedPassword
  }
}
fragment TenantFields on Tenant {
  id
  slug
  name
  zone
  suspended
  operator
  limits {
    mostUsers
    mostAccounts
  }
  createdAt
}`,
};
export const UpdateTenant: Operation<UpdateTenantMutation, UpdateTenantMutationVariables> = {
  name: 'UpdateTenant',
  text: `mutation UpdateTenant($id: ID!, $input: UpdateTenantInput!) {
  updateTenant(id: $id, input: $input) {
    ...TenantFields
  }
}
fragment TenantFields on Tenant {
  id
  slug
  name
  zone
  suspended
  operator
  limits {
    mostUsers
    mostAccounts
  }
  createdAt
}`,
};
export const SuspendTenant: Operation<SuspendTenantMutation, SuspendTenantMutationVariables> = {
  name: 'SuspendTenant',
  text: `mutation SuspendTenant($id: ID!) {
  suspendTenant(id: $id) {
    ...TenantFields
  }
}
fragment TenantFields on Tenant {
  id
  slug
  name
  zone
  suspended
  operator
  limits {
    mostUsers
    mostAccounts
  }
  createdAt
}`,
};
export const ResumeTenant: Operation<ResumeTenantMutation, ResumeTenantMutationVariables> = {
  name: 'ResumeTenant',
  text: `mutation ResumeTenant($id: ID!) {
  resumeTenant(id: $id) {
    ...TenantFields
  }
}
fragment TenantFields on Tenant {
  id
  slug
  name
  zone
  suspended
  operator
  limits {
    mostUsers
    mostAccounts
  }
  createdAt
}`,
};
export const DeleteTenant: Operation<DeleteTenantMutation, DeleteTenantMutationVariables> = {
  name: 'DeleteTenant',
  text: `mutation DeleteTenant($id: ID!) {
  deleteTenant(id: $id)
}`,
};
