// Generated from proto/ by tools/generate.mjs. DO NOT EDIT.
export { ListPage, ListPageInfo, ListSort } from './vortex/auth/v1/lists';
export { ListAuditEntriesRequest, AuditEntryPage, AuditEntry, AuditRecorded, AuditActor, AuditSubject, AuditServiceService, type AuditServiceServer, type AuditServiceClient } from './vortex/auth/v1/audit';
export { LoginRequest, RefreshTokensRequest, LogoutRequest, LoggedOut, AuthTokens, GetOwnAccountRequest, ChangeOwnPasswordRequest, Account, GetSigningKeysRequest, SigningKeys, SessionKind, AuthServiceService, type AuthServiceServer, type AuthServiceClient } from './vortex/auth/v1/auth';
export { AccountCreated, AccountPasswordChanged } from './vortex/auth/v1/events';
export { ListRolesRequest, RoleList, Role, ListPermissionsRequest, PermissionList, Permission, CreateRoleRequest, UpdateRoleRequest, RolePermissions, DeleteRoleRequest, RoleServiceService, type RoleServiceServer, type RoleServiceClient } from './vortex/auth/v1/roles';
export { ListSessionsRequest, SessionPage, Session, RevokeSessionRequest, RevokeOtherSessionsRequest, RevokeAccountSessionsRequest, RevokedSessions, ListRevocationsRequest, Revocations, Revocation, SessionServiceService, type SessionServiceServer, type SessionServiceClient } from './vortex/auth/v1/sessions';
export { ResolveTenantRequest, ResolvedTenant, TenantServiceService, type TenantServiceServer, type TenantServiceClient } from './vortex/auth/v1/tenants';
