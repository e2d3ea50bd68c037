// Generated from proto/ by tools/generate.mjs. DO NOT EDIT.
/** What the options of a gRPC method say, by its path. `permission` is null where the option is missing. */
export interface RpcPolicy {
  readonly permission: string | null;
  /** May be repeated without harm, so a client may retry it. */
  readonly idempotent: boolean;
}

export const rpcPolicies: Readonly<Record<string, RpcPolicy>> = {
  "/vortex.auth.v1.AuthService/Login": {
    "permission": "public",
    "idempotent": false
  },
  "/vortex.auth.v1.AuthService/RefreshTokens": {
    "permission": "public",
    "idempotent": false
  },
  "/vortex.auth.v1.AuthService/Logout": {
    "permission": "authenticated",
    "idempotent": false
  },
  "/vortex.auth.v1.AuthService/GetOwnAccount": {
    "permission": "authenticated",
    "idempotent": true
  },
  "/vortex.auth.v1.AuthService/ChangeOwnPassword": {
    "permission": "authenticated",
    "idempotent": false
  },
  "/vortex.auth.v1.AuthService/ConfirmOwnPassword": {
    "permission": "authenticated",
    "idempotent": false
  },
  "/vortex.auth.v1.AuthService/GetSigningKeys": {
    "permission": "public",
    "idempotent": true
  },
  "/vortex.auth.v1.AccountService/ListAccounts": {
    "permission": "auth.account.read",
    "idempotent": true
  },
  "/vortex.auth.v1.AccountService/GetAccount": {
    "permission": "auth.account.read",
    "idempotent": true
  },
  "/vortex.auth.v1.AccountService/CreateAccount": {
    "permission": "auth.account.write",
    "idempotent": false
  },
  "/vortex.auth.v1.AccountService/UpdateAccount": {
    "permission": "auth.account.write",
    "idempotent": false
  },
  "/vortex.auth.v1.AccountService/DeleteAccount": {
    "permission": "auth.account.write",
    "idempotent": false
  },
  "/vortex.auth.v1.AccountService/ResetPassword": {
    "permission": "auth.account.write",
    "idempotent": false
  },
  "/vortex.auth.v1.ApiTokenService/ListApiTokens": {
    "permission": "auth.api-token.read",
    "idempotent": true
  },
  "/vortex.auth.v1.ApiTokenService/CreateApiToken": {
    "permission": "auth.api-token.write",
    "idempotent": false
  },
  "/vortex.auth.v1.ApiTokenService/RevokeApiToken": {
    "permission": "auth.api-token.write",
    "idempotent": false
  },
  "/vortex.auth.v1.ApiTokenService/ExchangeApiToken": {
    "permission": "public",
    "idempotent": false
  },
  "/vortex.auth.v1.AuditService/ListAuditEntries": {
    "permission": "auth.audit.read",
    "idempotent": true
  },
  "/vortex.auth.v1.RoleService/ListRoles": {
    "permission": "auth.role.read",
    "idempotent": true
  },
  "/vortex.auth.v1.RoleService/ListPermissions": {
    "permission": "auth.role.read",
    "idempotent": true
  },
  "/vortex.auth.v1.RoleService/CreateRole": {
    "permission": "auth.role.write",
    "idempotent": false
  },
  "/vortex.auth.v1.RoleService/UpdateRole": {
    "permission": "auth.role.write",
    "idempotent": false
  },
  "/vortex.auth.v1.RoleService/DeleteRole": {
    "permission": "auth.role.write",
    "idempotent": false
  },
  "/vortex.auth.v1.SessionService/ListSessions": {
    "permission": "authenticated",
    "idempotent": true
  },
  "/vortex.auth.v1.SessionService/RevokeSession": {
    "permission": "authenticated",
    "idempotent": false
  },
  "/vortex.auth.v1.SessionService/RevokeOtherSessions": {
    "permission": "authenticated",
    "idempotent": false
  },
  "/vortex.auth.v1.SessionService/RevokeAccountSessions": {
    "permission": "auth.session.revoke",
    "idempotent": false
  },
  "/vortex.auth.v1.SessionService/ListRevocations": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.auth.v1.TenantService/ResolveTenant": {
    "permission": "auth.tenant.act",
    "idempotent": true
  },
  "/vortex.auth.v1.TenantService/ListTenants": {
    "permission": "auth.tenant.read",
    "idempotent": true
  },
  "/vortex.auth.v1.TenantService/GetTenant": {
    "permission": "auth.tenant.read",
    "idempotent": true
  },
  "/vortex.auth.v1.TenantService/CreateTenant": {
    "permission": "auth.tenant.write",
    "idempotent": false
  },
  "/vortex.auth.v1.TenantService/UpdateTenant": {
    "permission": "auth.tenant.write",
    "idempotent": false
  },
  "/vortex.auth.v1.TenantService/SuspendTenant": {
    "permission": "auth.tenant.write",
    "idempotent": false
  },
  "/vortex.auth.v1.TenantService/ResumeTenant": {
    "permission": "auth.tenant.write",
    "idempotent": false
  },
  "/vortex.auth.v1.TenantService/DeleteTenant": {
    "permission": "auth.tenant.write",
    "idempotent": false
  },
  "/vortex.backup.v1.ArchiveService/CreateArchive": {
    "permission": "system.backup.create",
    "idempotent": false
  },
  "/vortex.backup.v1.ArchiveService/GetArchive": {
    "permission": "system.backup.read",
    "idempotent": true
  },
  "/vortex.backup.v1.ArchiveService/ListArchives": {
    "permission": "system.backup.read",
    "idempotent": true
  },
  "/vortex.backup.v1.ArchiveService/DeleteArchive": {
    "permission": "system.backup.create",
    "idempotent": true
  },
  "/vortex.backup.v1.ArchiveService/ReadArchive": {
    "permission": "service",
    "idempotent": false
  },
  "/vortex.backup.v1.ArchiveService/StoreArchive": {
    "permission": "system.backup.restore",
    "idempotent": false
  },
  "/vortex.backup.v1.RestoreService/CheckArchive": {
    "permission": "system.backup.restore",
    "idempotent": true
  },
  "/vortex.backup.v1.RestoreService/BeginRestore": {
    "permission": "system.backup.restore",
    "idempotent": true
  },
  "/vortex.backup.v1.RestoreService/GetLatestRestore": {
    "permission": "system.backup.read",
    "idempotent": true
  },
  "/vortex.core.v1.CredentialsService/GetCredentials": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.nodes.v1.LiveService/ListUserSessions": {
    "permission": "nodes.session.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.LiveService/ListServerSessions": {
    "permission": "nodes.session.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.LiveService/KillSessions": {
    "permission": "nodes.session.end",
    "idempotent": true
  },
  "/vortex.nodes.v1.LiveService/TailLogs": {
    "permission": "nodes.log.read",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/Hello": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/Validate": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/Apply": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/ApplyUsers": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/ApplyUsersInParts": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/ReloadCertificates": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/DigestUsers": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/StreamUsage": {
    "permission": "service",
    "idempotent": false
  },
  "/vortex.tunnel.v1.TunnelService/StreamStandings": {
    "permission": "service",
    "idempotent": false
  },
  "/vortex.tunnel.v1.TunnelService/StreamLatencies": {
    "permission": "service",
    "idempotent": false
  },
  "/vortex.tunnel.v1.TunnelService/ReleaseUsers": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/ListUnusedCounters": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/ReleaseCounters": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/ListSessions": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/Kill": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/SetLogLevel": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/GetHealth": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.tunnel.v1.TunnelService/HandOver": {
    "permission": "service",
    "idempotent": false
  },
  "/vortex.nodes.v1.AgentService/Enrol": {
    "permission": "agent",
    "idempotent": false
  },
  "/vortex.nodes.v1.AgentService/Renew": {
    "permission": "agent",
    "idempotent": false
  },
  "/vortex.nodes.v1.AgentService/Connect": {
    "permission": "agent",
    "idempotent": false
  },
  "/vortex.nodes.v1.InboundsService/CreateInbound": {
    "permission": "nodes.inbound.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.InboundsService/UpdateInbound": {
    "permission": "nodes.inbound.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.InboundsService/DeleteInbound": {
    "permission": "nodes.inbound.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.InboundsService/GetInbound": {
    "permission": "nodes.inbound.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.InboundsService/BatchGetInbounds": {
    "permission": "nodes.inbound.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.InboundsService/BatchListInboundsOfServers": {
    "permission": "nodes.inbound.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.InboundsService/ListInbounds": {
    "permission": "nodes.inbound.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.InboundsService/BatchGetClientViews": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.nodes.v1.InboundsService/GetInboundSchemas": {
    "permission": "nodes.inbound.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.InboundsService/GenerateKeys": {
    "permission": "nodes.inbound.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.InboundsService/CheckRealityTarget": {
    "permission": "nodes.inbound.write",
    "idempotent": true
  },
  "/vortex.nodes.v1.ConfigurationsService/ListConfigurationVersions": {
    "permission": "nodes.inbound.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.ConfigurationsService/BatchGetConfigurationVersions": {
    "permission": "nodes.inbound.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.ConfigurationsService/BatchGetConfigurationContents": {
    "permission": "nodes.inbound.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.ConfigurationsService/DiffConfigurations": {
    "permission": "nodes.inbound.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.ConfigurationsService/EditConfiguration": {
    "permission": "nodes.inbound.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.ConfigurationsService/RollBackConfiguration": {
    "permission": "nodes.inbound.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.HealthService/BatchGetHealth": {
    "permission": "nodes.server.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.ServersService/CreateServer": {
    "permission": "nodes.server.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.ServersService/UpdateServer": {
    "permission": "nodes.server.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.ServersService/DrainServer": {
    "permission": "nodes.server.write",
    "idempotent": true
  },
  "/vortex.nodes.v1.ServersService/DeleteServer": {
    "permission": "nodes.server.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.ServersService/GetServer": {
    "permission": "nodes.server.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.ServersService/BatchGetServers": {
    "permission": "nodes.server.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.ServersService/ListServers": {
    "permission": "nodes.server.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.StandingService/BatchGetQuotaUsage": {
    "permission": "nodes.server.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.StandingService/ListFailoverGroups": {
    "permission": "nodes.server.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.StandingService/UpdateFailoverGroup": {
    "permission": "nodes.server.write",
    "idempotent": true
  },
  "/vortex.nodes.v1.NodesService/CreateEnrolmentToken": {
    "permission": "nodes.node.enrol",
    "idempotent": false
  },
  "/vortex.nodes.v1.NodesService/CheckEnrolmentToken": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.nodes.v1.NodesService/RevokeNode": {
    "permission": "nodes.node.enrol",
    "idempotent": true
  },
  "/vortex.nodes.v1.NodesService/WriteOffNode": {
    "permission": "nodes.node.enrol",
    "idempotent": true
  },
  "/vortex.nodes.v1.NodesService/BatchGetNodes": {
    "permission": "nodes.server.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.NodesService/AssignTunnelAddresses": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.nodes.v1.RolloutsService/StartRollout": {
    "permission": "nodes.inbound.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.RolloutsService/PauseRollout": {
    "permission": "nodes.inbound.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.RolloutsService/ResumeRollout": {
    "permission": "nodes.inbound.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.RolloutsService/AbortRollout": {
    "permission": "nodes.inbound.write",
    "idempotent": false
  },
  "/vortex.nodes.v1.RolloutsService/GetRollout": {
    "permission": "nodes.inbound.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.RolloutsService/ListRollouts": {
    "permission": "nodes.inbound.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.UsageService/RecordUsage": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.nodes.v1.UsageService/GetTraffic": {
    "permission": "nodes.usage.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.UsageService/GetUserTraffic": {
    "permission": "service",
    "idempotent": true
  },
  "/vortex.nodes.v1.UsageService/GetServerTraffic": {
    "permission": "nodes.usage.read",
    "idempotent": true
  },
  "/vortex.nodes.v1.UsageService/GetAnalytics": {
    "permission": "nodes.usage.read",
    "idempotent": true
  },
  "/vortex.system.v1.DumpService/Dump": {
    "permission": "service",
    "idempotent": false
  },
  "/vortex.system.v1.StatusService/Check": {
    "permission": "public",
    "idempotent": true
  },
  "/vortex.system.v1.StatusService/GetStatus": {
    "permission": "system.status.read",
    "idempotent": true
  }
};

/** The services that consume an event, by its full name. */
export const eventConsumers: Readonly<Record<string, readonly string[]>> = {
  "vortex.auth.v1.AccountChanged": [
    "core"
  ],
  "vortex.auth.v1.AccountDeleted": [
    "core"
  ],
  "vortex.auth.v1.AuditRecorded": [
    "auth"
  ],
  "vortex.auth.v1.AccountCreated": [
    "core"
  ],
  "vortex.auth.v1.AccountPasswordChanged": [
    "core"
  ],
  "vortex.auth.v1.TenantChanged": [
    "core"
  ],
  "vortex.auth.v1.TenantDeleted": [
    "core"
  ],
  "vortex.core.v1.UserChanged": [
    "nodes"
  ],
  "vortex.core.v1.UsersChangedInBulk": [
    "nodes"
  ],
  "vortex.core.v1.UserDeleted": [
    "nodes"
  ],
  "vortex.core.v1.UsersDeletedInBulk": [
    "nodes"
  ],
  "vortex.core.v1.GroupChanged": [
    "nodes"
  ],
  "vortex.core.v1.GroupDeleted": [
    "nodes"
  ],
  "vortex.nodes.v1.ServerChanged": [
    "core"
  ],
  "vortex.nodes.v1.ServerRemoved": [
    "core"
  ],
  "vortex.nodes.v1.ServerHealthChanged": [
    "core"
  ],
  "vortex.nodes.v1.ServerLatencyChanged": [
    "core"
  ],
  "vortex.nodes.v1.ServerQuotaChanged": [
    "core"
  ],
  "vortex.nodes.v1.ServerFailoverChanged": [
    "core"
  ],
  "vortex.nodes.v1.NodeIncident": [
    "core"
  ],
  "vortex.nodes.v1.InboundChanged": [
    "core"
  ],
  "vortex.nodes.v1.InboundRemoved": [
    "core"
  ],
  "vortex.nodes.v1.UsageRecorded": [
    "core"
  ],
  "vortex.nodes.v1.RolloutChanged": [
    "core"
  ]
};

/** Full names of the messages that are events. */
export const eventTypes: ReadonlySet<string> = new Set(Object.keys(eventConsumers));

/** Names of fields that must never be written to a log or a trace. */
export const redactedFields: readonly string[] = [
  "accessToken",
  "apiToken",
  "byEngine",
  "config",
  "currentPassword",
  "key",
  "newPassword",
  "ownerPassword",
  "packed",
  "passphrase",
  "password",
  "presharedKey",
  "privateValue",
  "refreshToken",
  "secret",
  "settingsJson",
  "token"
];
