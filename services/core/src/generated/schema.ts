// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  /** An instant in UTC, as RFC 3339 text: `2026-11-21T08:30:00.000Z`. */
  DateTime: { input: Date; output: Date };
  /** A number of bytes as a decimal string, since it can exceed what a JSON number holds exactly. */
  Bytes: { input: bigint; output: bigint };
  /** A JSON value, as it is. */
  JSON: { input: unknown; output: unknown };
};

/** Someone who can sign in. */
export type Account = {
  readonly id: Scalars['ID']['output'];
  readonly tenantId: Scalars['ID']['output'];
  readonly username: Scalars['String']['output'];
  /** What people call it; may be empty. */
  readonly name: Scalars['String']['output'];
  /** The name of a role. */
  readonly role: Scalars['String']['output'];
  /** Cannot sign in. */
  readonly disabled: Scalars['Boolean']['output'];
  /** Until this is false the account may do nothing but change its password. */
  readonly mustChangePassword: Scalars['Boolean']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
};

/** What signing in gives. */
export type AuthPayload = {
  /**
   * A JSON Web Token to send as `Authorization: Bearer …`. Absent for a browser that asked for cookies with the header
   * `x-vortex-session: cookie`: its tokens are in those, out of reach of scripts.
   */
  readonly accessToken?: Maybe<Scalars['String']['output']>;
  /** What `refreshToken` takes once the access token has ended. It can be used once. Absent where `accessToken` is. */
  readonly refreshToken?: Maybe<Scalars['String']['output']>;
  /** When the access token ends. */
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly account: Account;
};

export type LoginInput = {
  /** 1 to 64 characters. */
  readonly username: Scalars['String']['input'];
  /** 1 to 256 characters. */
  readonly password: Scalars['String']['input'];
  /** The slug of the tenant the account belongs to. The operator's when it is absent. */
  readonly tenant?: InputMaybe<Scalars['String']['input']>;
};

export type ChangePasswordInput = {
  readonly currentPassword: Scalars['String']['input'];
  /** 12 to 256 characters, and none of the passwords everybody tries first. */
  readonly newPassword: Scalars['String']['input'];
};

export type Query = {
  /** The account the caller is signed in with. */
  readonly me: Account;
  /** Who can sign in. Needs the permission `auth.account.read`. */
  readonly accounts: AccountConnection;
  /** Absent where there is none, or not for the caller to see. Needs the permission `auth.account.read`. */
  readonly account?: Maybe<Account>;
  /** What a server of the caller's tenant has carried, of its own users and of those of others it is shared with. Known for the last 100 days. Needs the permission `nodes.usage.read`. */
  readonly serverTraffic: ServerTraffic;
  /** What the caller's tenant has carried. Needs the permission `nodes.usage.read`. */
  readonly analytics: Analytics;
  /** What one user has used, or all the caller may see. Needs the permission `core.user.read`. */
  readonly trafficStats: TrafficStats;
  /** Those that ended too. Needs the permission `auth.api-token.read`. */
  readonly apiTokens: ApiTokenConnection;
  /** Who changed what. A page ends early where its entries are large. Needs the permission `auth.audit.read`. */
  readonly auditLog: AuditEntryConnection;
  /** The last restore that was begun. Absent before the first. Needs the permission `system.backup.read`. */
  readonly lastRestore?: Maybe<Restore>;
  /** The archives there are. Needs the permission `system.backup.read`. */
  readonly backups: BackupConnection;
  /** One archive, for instance one that is being made. Needs the permission `system.backup.read`. */
  readonly backup: BackupResult;
  /** What one of the tenant's own servers was told to serve. Needs the permission `nodes.inbound.read`. */
  readonly configurationVersions: ConfigurationVersionConnection;
  /** One version. Needs the permission `nodes.inbound.read`. */
  readonly configurationVersion?: Maybe<ConfigurationVersion>;
  /** What turns one version into another, of the same server or of two. Needs the permission `nodes.inbound.read`. */
  readonly configurationDiff: ConfigurationDiff;
  /** The tenant’s groups. Needs `core.group.read`. */
  readonly groups: GroupConnection;
  /** One group. Needs `core.group.read`. */
  readonly group?: Maybe<Group>;
  /** The tenant’s hosts. Needs `core.host.read`. */
  readonly hosts: HostConnection;
  /** One host. Needs `core.host.read`. */
  readonly host?: Maybe<Host>;
  /** The inbounds the caller may use: its tenant's own and those shared with all. Needs the permission `nodes.inbound.read`. */
  readonly inbounds: InboundConnection;
  /** One of them. Needs the permission `nodes.inbound.read`. */
  readonly inbound?: Maybe<Inbound>;
  /** What settings inbounds take. Needs the permission `nodes.inbound.read`. */
  readonly inboundSchemas: InboundSchemas;
  /** What nodes of the caller's tenant should not have done. Needs the permission `nodes.server.read`. */
  readonly incidents: IncidentConnection;
  /** One job. Needs `core.user.bulk`. */
  readonly job?: Maybe<Job>;
  /** The tenant’s jobs of the last 30 days. Needs `core.user.bulk`. */
  readonly jobs: JobConnection;
  /** Needs `core.link.read`. */
  readonly linkSettings: LinkSettings;
  /** By name. Needs `core.link.read`. */
  readonly linkTemplates: ReadonlyArray<LinkTemplate>;
  /** The same, page by page. Needs `core.link.read`. */
  readonly linkTemplatesConnection: LinkTemplateConnection;
  /** What is used of a format where there is no template. Needs `core.link.read`. */
  readonly usualLinkTemplate: Scalars['String']['output'];
  /** The open sessions of a user on all servers. Needs the permission `nodes.session.read`. */
  readonly userLiveSessions: LiveSessions;
  /** The open sessions on a server: those of users of the caller's tenant. Needs the permission `nodes.session.read`. */
  readonly serverLiveSessions: LiveSessions;
  /** The newest notifications of a user, at most 100. Needs the permission `core.user.read`. */
  readonly userNotifications: ReadonlyArray<Notification>;
  /** All that are kept of a user, page by page. Needs the permission `core.user.read`. */
  readonly userNotificationsConnection: NotificationConnection;
  /** The roles an account of the tenant can have: the built-in ones and the tenant's own. Needs the permission `auth.role.read`. */
  readonly roles: ReadonlyArray<Role>;
  /** The same, page by page. Needs the permission `auth.role.read`. */
  readonly rolesConnection: RoleConnection;
  /** Everything an account can be allowed to do. Needs the permission `auth.role.read`. */
  readonly permissions: ReadonlyArray<Permission>;
  /** The same, page by page. Needs the permission `auth.role.read`. */
  readonly permissionsConnection: PermissionConnection;
  /** The tenant's rollouts. Needs the permission `nodes.inbound.read`. */
  readonly rollouts: RolloutConnection;
  /** One of them. Needs the permission `nodes.inbound.read`. */
  readonly rollout?: Maybe<Rollout>;
  /** The last lines that the agent and the engine of a server of the caller's tenant have logged, the oldest first. Refused with `server_unreachable` while its agent holds no stream. Needs the permission `nodes.log.read`. */
  readonly serverLogs: ReadonlyArray<ServerLogLine>;
  /** The fail-over groups of the caller's tenant, by name. Needs the permission `nodes.server.read`. */
  readonly failoverGroups: ReadonlyArray<FailoverGroup>;
  /** The servers the caller may use: its tenant's own and those shared with all. Needs the permission `nodes.server.read`. */
  readonly servers: ReadonlyArray<Server>;
  /** The same, page by page. Needs the permission `nodes.server.read`. */
  readonly serversConnection: ServerConnection;
  /** One of them. Needs the permission `nodes.server.read`. */
  readonly server?: Maybe<Server>;
  /**
   * The open sessions of an account: of the caller's own when no other is named. Somebody else's need the permission
   * `auth.session.read`.
   */
  readonly sessions: SessionConnection;
  /** The link of a user. Needs `core.user.credentials`. */
  readonly subscriptionLink: SubscriptionLink;
  /**
   * What a user’s link would answer, with the settings there are or with others, without telling anybody that the user’s
   * client was there. Needs `core.link.read` and `core.user.credentials`.
   */
  readonly linkPreview: LinkPreview;
  /** How well the platform is. Needs no account. */
  readonly healthCheck: HealthStatus;
  /** Every service with its figures. Needs the permission `system.status.read`. */
  readonly systemStatus: SystemStatus;
  /** The tenants of the platform; for others than the operator, their own. Needs the permission `auth.tenant.read`. */
  readonly tenants: TenantConnection;
  /** Absent where there is none, or not for the caller to see. Needs the permission `auth.tenant.read`. */
  readonly tenant?: Maybe<Tenant>;
  /** The users the caller may see. Needs `core.user.read`. */
  readonly users: UserConnection;
  /** One user. Needs `core.user.read`. */
  readonly user?: Maybe<User>;
};

export type QueryAccountsArgs = {
  filter?: InputMaybe<AccountFilter>;
  search?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<ReadonlyArray<AccountSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};

export type QueryServerTrafficArgs = {
  serverId: Scalars['ID']['input'];
  period: TimePeriod;
};

export type QueryAnalyticsArgs = {
  period: TimePeriod;
};

export type QueryTrafficStatsArgs = {
  userId?: InputMaybe<Scalars['ID']['input']>;
  period: TimePeriod;
};

export type QueryApiTokensArgs = {
  accountId?: InputMaybe<Scalars['ID']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<ReadonlyArray<ApiTokenSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryAuditLogArgs = {
  filter?: InputMaybe<AuditFilter>;
  sort?: InputMaybe<ReadonlyArray<AuditSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryBackupsArgs = {
  filter?: InputMaybe<BackupFilter>;
  search?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<ReadonlyArray<BackupSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryBackupArgs = {
  id: Scalars['ID']['input'];
};

export type QueryConfigurationVersionsArgs = {
  serverId: Scalars['ID']['input'];
  filter?: InputMaybe<ConfigurationVersionFilter>;
  sort?: InputMaybe<ReadonlyArray<ConfigurationVersionSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryConfigurationVersionArgs = {
  id: Scalars['ID']['input'];
};

export type QueryConfigurationDiffArgs = {
  fromId: Scalars['ID']['input'];
  toId: Scalars['ID']['input'];
};

export type QueryGroupsArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<ReadonlyArray<GroupSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryGroupArgs = {
  id: Scalars['ID']['input'];
};

export type QueryHostsArgs = {
  filter?: InputMaybe<HostFilter>;
  sort?: InputMaybe<ReadonlyArray<HostSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryHostArgs = {
  id: Scalars['ID']['input'];
};

export type QueryInboundsArgs = {
  filter?: InputMaybe<InboundFilter>;
  sort?: InputMaybe<ReadonlyArray<InboundSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryInboundArgs = {
  id: Scalars['ID']['input'];
};

export type QueryIncidentsArgs = {
  filter?: InputMaybe<IncidentFilter>;
  sort?: InputMaybe<ReadonlyArray<IncidentSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryJobArgs = {
  id: Scalars['ID']['input'];
};

export type QueryJobsArgs = {
  filter?: InputMaybe<JobFilter>;
  sort?: InputMaybe<ReadonlyArray<JobSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryLinkTemplatesConnectionArgs = {
  filter?: InputMaybe<LinkTemplateFilter>;
  search?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<ReadonlyArray<LinkTemplateSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryUsualLinkTemplateArgs = {
  format: LinkFormat;
};

export type QueryUserLiveSessionsArgs = {
  userId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryServerLiveSessionsArgs = {
  serverId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryUserNotificationsArgs = {
  userId: Scalars['ID']['input'];
  unreadOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type QueryUserNotificationsConnectionArgs = {
  userId: Scalars['ID']['input'];
  filter?: InputMaybe<NotificationFilter>;
  sort?: InputMaybe<ReadonlyArray<NotificationSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryRolesConnectionArgs = {
  filter?: InputMaybe<RoleFilter>;
  search?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<ReadonlyArray<RoleSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryPermissionsConnectionArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<ReadonlyArray<PermissionSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryRolloutsArgs = {
  filter?: InputMaybe<RolloutFilter>;
  sort?: InputMaybe<ReadonlyArray<RolloutSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryRolloutArgs = {
  id: Scalars['ID']['input'];
};

export type QueryServerLogsArgs = {
  serverId: Scalars['ID']['input'];
  lines?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryServersArgs = {
  filter?: InputMaybe<ServerFilter>;
  sort?: InputMaybe<ReadonlyArray<ServerSort>>;
};

export type QueryServersConnectionArgs = {
  filter?: InputMaybe<ServerFilter>;
  sort?: InputMaybe<ReadonlyArray<ServerSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryServerArgs = {
  id: Scalars['ID']['input'];
};

export type QuerySessionsArgs = {
  accountId?: InputMaybe<Scalars['ID']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<ReadonlyArray<SessionSort>>;
  page?: InputMaybe<Pagination>;
};

export type QuerySubscriptionLinkArgs = {
  userId: Scalars['ID']['input'];
};

export type QueryLinkPreviewArgs = {
  input: LinkPreviewInput;
};

export type QueryTenantsArgs = {
  filter?: InputMaybe<TenantFilter>;
  search?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<ReadonlyArray<TenantSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryTenantArgs = {
  id: Scalars['ID']['input'];
};

export type QueryUsersArgs = {
  filter?: InputMaybe<UserFilter>;
  sort?: InputMaybe<ReadonlyArray<UserSort>>;
  page?: InputMaybe<Pagination>;
};

export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};

export type Mutation = {
  /**
   * Begins a session with a name and a password. With the header `x-vortex-session: cookie`, which only a page of ours can
   * send, the tokens come as cookies.
   */
  readonly login: AuthPayload;
  /**
   * Replaces the caller's own password. Every other session of the account ends; this one goes on with the tokens of the
   * answer, and its old refresh token is of no use any more. Not for API tokens.
   */
  readonly changePassword: AuthPayload;
  /** Needs the permission `auth.account.write`, and every right of the role. */
  readonly createAccount: AccountWithPassword;
  /** Needs the permission `auth.account.write`, and every right the account has and gets. */
  readonly updateAccount: Account;
  /** Deletes an account with its sessions and API tokens. Needs the permission `auth.account.write`, and every right it has. */
  readonly deleteAccount: Scalars['Boolean']['output'];
  /** Gives an account a generated password and signs it out. Needs the permission `auth.account.write`, and every right it has. */
  readonly resetPassword: AccountWithPassword;
  /** Needs the permission `auth.api-token.write`. */
  readonly createApiToken: CreateApiTokenPayload;
  /** Ends an API token, and within seconds whatever is signed in with it. Needs the permission `auth.api-token.write`. */
  readonly revokeApiToken: ApiToken;
  /**
   * Makes an archive of all databases. Answers when it is done; after some seconds with `RUNNING`, and `backup` tells how it
   * goes on. Needs the permission `system.backup.create`.
   */
  readonly backupDatabase: BackupResult;
  /** Deletes an archive and its file, and answers with its id. Needs the permission `system.backup.create`. */
  readonly deleteBackup: Scalars['ID']['output'];
  /**
   * Reads all of an archive and asks whether this release and these keys can do something with it; changes nothing. Absent
   * when that takes longer than some seconds: asked again, it goes on. Needs the permission `system.backup.restore`.
   */
  readonly checkBackup?: Maybe<BackupFindings>;
  /**
   * Puts an archive in the place of all data. It is checked, requests are refused with `restoring`, the present state is kept
   * as an archive, and the databases change places at once or not at all; `lastRestore` tells what came of it. People may have
   * to sign in anew, with a password of the archive. Where services run apart it fails with `restore_apart`. Needs the
   * permission `system.backup.restore`.
   */
  readonly restoreBackup: Restore;
  /** Makes many users alike. Needs `core.user.bulk`. */
  readonly createUsers: BulkCreateResult;
  /** Gives more time or traffic to all users a filter means. Can be undone for 24 hours. Needs `core.user.bulk`. */
  readonly extendUsers: BulkResult;
  /** Lets the traffic of all users a filter means start again from nothing. Cannot be undone. Needs `core.user.bulk`. */
  readonly resetUsersUsage: BulkResult;
  /** Changes the groups of all users a filter means. Can be undone for 24 hours. Needs `core.user.bulk`. */
  readonly moveUsers: BulkResult;
  /** Enables or disables all users a filter means. Can be undone for 24 hours. Needs `core.user.bulk`. */
  readonly setUsersEnabled: BulkResult;
  /** Deletes all users a filter means. Cannot be undone. Needs `core.user.bulk` and `core.user.delete`. */
  readonly deleteUsers: BulkResult;
  /** Restores what a finished job has replaced, except what was changed since. Needs `core.user.bulk`. */
  readonly undoJob: Job;
  /** Makes the inbounds of a server exactly these. The engine's own validator is asked first. Needs the permission `nodes.inbound.write`. */
  readonly editConfiguration: ConfigurationVersion;
  /** Has a server serve an earlier version of its own again: a new version with the earlier hash. Needs the permission `nodes.inbound.write`. */
  readonly rollBackConfiguration: ConfigurationVersion;
  /**
   * A link to the users a filter means, as CSV: UTF-8, RFC 4180, a header of column names, times in RFC 3339, lists joined by
   * `;`. A cell a spreadsheet would take for a formula begins with an apostrophe. Needs `core.user.export`.
   */
  readonly exportUsers: Download;
  /**
   * Makes users of a file that was sent to `POST /files/uploads` as `text/csv`, at most 16 MiB. Its header names columns as an
   * export does; `username` is the only one it must have. Needs `core.user.import`.
   */
  readonly importUsers: ImportResult;
  /** Adds a WireGuard configuration. Needs `core.user.update`. */
  readonly addWireguardDevice: Device;
  /** Needs `core.user.update`. */
  readonly renameDevice: Device;
  /** It may not connect any more, and is remembered. Needs `core.user.update`. */
  readonly revokeDevice: Device;
  /** It may connect again. Needs `core.user.update`. */
  readonly restoreDevice: Device;
  /** Forgets it; its client is a new one when it comes back. The default device stays. Needs `core.user.update`. */
  readonly deleteDevice: Scalars['Boolean']['output'];
  /** Gives it new credentials, for all protocols or for those that are named. Needs `core.user.credentials`. */
  readonly rotateDeviceCredentials: Device;
  /** Needs `core.group.write`. */
  readonly createGroup: Group;
  /** Needs `core.group.write`. */
  readonly updateGroup: Group;
  /** Its users stay, without it. Needs `core.group.write`. */
  readonly deleteGroup: Scalars['Boolean']['output'];
  /** Adds a host at the end of the list. Needs `core.host.write`. */
  readonly createHost: Host;
  /** Needs `core.host.write`. */
  readonly updateHost: Host;
  /** Needs `core.host.write`. */
  readonly deleteHost: Scalars['Boolean']['output'];
  /**
   * Puts the named hosts first, in the order they are named, and the others behind them as they stood. Answers with all of
   * them. Needs `core.host.write`.
   */
  readonly reorderHosts: ReadonlyArray<Host>;
  /** Has a server of the caller's tenant listen. Needs the permission `nodes.inbound.write`. */
  readonly createInbound: Inbound;
  /** Changes an inbound of the caller's tenant. Needs the permission `nodes.inbound.write`. */
  readonly updateInbound: Inbound;
  /** Removes an inbound of the caller's tenant. Needs the permission `nodes.inbound.write`. */
  readonly deleteInbound: Scalars['Boolean']['output'];
  /** Makes key material for the settings of an inbound. Needs the permission `nodes.inbound.write`. */
  readonly generateKeys: GeneratedKeys;
  /** Looks at a site that REALITY is to be taken for. Changes nothing. Needs the permission `nodes.inbound.write`. */
  readonly checkRealityTarget: RealityTargetCheck;
  /** Takes note of an incident, once: it needs nobody's attention any more, and what happens from now on is another one. Needs the permission `nodes.server.write`. */
  readonly acknowledgeIncident: Incident;
  /** Stops a job behind what it is doing right now. What it has done stays done. Needs `core.user.bulk`. */
  readonly cancelJob: Job;
  /** Needs `core.link.write`. */
  readonly updateLinkSettings: LinkSettings;
  /** Needs `core.link.write`. */
  readonly createLinkTemplate: LinkTemplate;
  /** Needs `core.link.write`. */
  readonly updateLinkTemplate: LinkTemplate;
  /** Fails with `link_template_in_use` while a rule names it. Needs `core.link.write`. */
  readonly deleteLinkTemplate: Scalars['Boolean']['output'];
  /** Ends all open sessions of a user, of one device or on one server if it is named. The user may connect again. Needs the permission `nodes.session.end`. */
  readonly killSessions: KilledSessions;
  /** Ends one open session of a user. Needs the permission `nodes.session.end`. */
  readonly killSession: KilledSessions;
  /** Marks those of a user's notifications as read, and says how many were not. Needs the permission `core.user.read`. */
  readonly markNotificationsRead: Scalars['Int']['output'];
  /** Makes the token with which a server's agent enrols: it works once, for an hour. Needs `nodes.node.enrol`. */
  readonly createEnrolmentToken: EnrolmentToken;
  /** Withdraws a server's identity: its agent is cut off at once and must enrol anew. Needs `nodes.node.enrol`. */
  readonly revokeMachine: Scalars['Boolean']['output'];
  /**
   * Takes back what a server that is lost for good was given of its users' traffic, addresses and devices, so that they have it on
   * other servers. Should it come back, it is told of its users anew. Needs `nodes.node.enrol`. Fails with `server_connected` while
   * it is there.
   */
  readonly writeOffMachine: Scalars['Boolean']['output'];
  /** Restarts a service where all of them run in one process. Elsewhere an orchestrator owns the processes, and it is refused with `orchestrated`. Needs the permission `system.service.restart`. */
  readonly restartService: Scalars['Boolean']['output'];
  /** Makes a role of the tenant. Needs the permission `auth.role.write`. */
  readonly createRole: Role;
  /** Changes a role of the tenant, for whoever has it too. Needs the permission `auth.role.write`. */
  readonly updateRole: Role;
  /** Deletes a role that nobody has. Needs the permission `auth.role.write`. */
  readonly deleteRole: Scalars['Boolean']['output'];
  /** Brings a version to servers in stages. A server takes part in one rollout at a time. Needs the permission `nodes.inbound.write`. */
  readonly startRollout: Rollout;
  /** Goes no further until it is resumed. What servers have they keep. Needs the permission `nodes.inbound.write`. */
  readonly pauseRollout: Rollout;
  /** Judges the stage anew, over a whole window, and goes on. Needs the permission `nodes.inbound.write`. */
  readonly resumeRollout: Rollout;
  /** Ends it. Servers that have the version serve again what they served before, or keep it. Needs the permission `nodes.inbound.write`. */
  readonly abortRollout: Rollout;
  /** Decides how many servers of a group of the caller's tenant links show at once: 1 to 100. Needs the permission `nodes.server.write`. */
  readonly updateFailoverGroup: FailoverGroup;
  /** Adds a server to the caller's tenant. Needs the permission `nodes.server.write`. */
  readonly createServer: Server;
  /** Changes a server of the caller's tenant. Needs the permission `nodes.server.write`. */
  readonly updateServer: Server;
  /** Has a server take no new users. Needs the permission `nodes.server.write`. */
  readonly drainServer: Server;
  /** Removes a server that has no inbounds. Needs the permission `nodes.server.write`. */
  readonly deleteServer: Scalars['Boolean']['output'];
  /**
   * Exchanges a refresh token for fresh tokens. A browser with cookies sends none. For 20 seconds the token before gives
   * the same answer again, so that requests side by side disturb nobody; shown later, it ends the session, since somebody
   * has kept a copy.
   */
  readonly refreshToken: AuthPayload;
  /** Ends the session this request was made with. */
  readonly logout: Scalars['Boolean']['output'];
  /** Ends a session. Everything it was used for stops within 5 seconds. Somebody else's needs `auth.session.revoke`. */
  readonly revokeSession: Scalars['Boolean']['output'];
  /** Ends every session of the caller's account but the one this request was made with. Answers with how many. */
  readonly revokeOtherSessions: Scalars['Int']['output'];
  /** Ends every session of an account. Needs the permission `auth.session.revoke`. Answers with how many. */
  readonly revokeAccountSessions: Scalars['Int']['output'];
  /** Makes a tenant and the account that runs it. Needs the permission `auth.tenant.write`. */
  readonly createTenant: CreateTenantPayload;
  /** Needs the permission `auth.tenant.write`. */
  readonly updateTenant: Tenant;
  /** Signs everybody of a tenant out, and lets nobody in. Needs the permission `auth.tenant.write`. */
  readonly suspendTenant: Tenant;
  /** Lets the accounts of a suspended tenant in again. Needs the permission `auth.tenant.write`. */
  readonly resumeTenant: Tenant;
  /** Deletes a suspended tenant without users, with its accounts. Needs the permission `auth.tenant.write`. */
  readonly deleteTenant: Scalars['Boolean']['output'];
  /** Needs `core.user.create`. */
  readonly createUser: User;
  /** Needs `core.user.update`. */
  readonly updateUser: User;
  /** Needs `core.user.delete`. */
  readonly deleteUser: Scalars['Boolean']['output'];
  /** Lets it connect again, if its limits do. Needs `core.user.update`. */
  readonly enableUser: User;
  /** Nobody connects as it any more. Needs `core.user.update`. */
  readonly disableUser: User;
  /** Used traffic starts again from nothing. Needs `core.user.update`. */
  readonly resetUserUsage: User;
  /** Starts the time of a user on hold without waiting for a connection. Needs `core.user.update`. */
  readonly startUser: User;
  /** Puts a user on hold: its time runs anew from its next connection. Needs `core.user.update`. */
  readonly holdUser: User;
  /** Gives it a new link; the old one leads nowhere from now on. Needs `core.user.credentials`. */
  readonly rotateSubscriptionLink: User;
  /**
   * Gives all its devices new credentials, for all protocols or for those that are named; whoever has the old ones is cut
   * off. Needs `core.user.credentials`.
   */
  readonly rotateCredentials: User;
};

export type MutationLoginArgs = {
  input: LoginInput;
};

export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};

export type MutationCreateAccountArgs = {
  input: CreateAccountInput;
};

export type MutationUpdateAccountArgs = {
  id: Scalars['ID']['input'];
  input: UpdateAccountInput;
};

export type MutationDeleteAccountArgs = {
  id: Scalars['ID']['input'];
};

export type MutationResetPasswordArgs = {
  id: Scalars['ID']['input'];
};

export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};

export type MutationRevokeApiTokenArgs = {
  id: Scalars['ID']['input'];
};

export type MutationBackupDatabaseArgs = {
  input?: InputMaybe<BackupInput>;
};

export type MutationDeleteBackupArgs = {
  id: Scalars['ID']['input'];
};

export type MutationCheckBackupArgs = {
  input: CheckBackupInput;
};

export type MutationRestoreBackupArgs = {
  input: RestoreBackupInput;
};

export type MutationCreateUsersArgs = {
  input: BulkCreateUsersInput;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MutationExtendUsersArgs = {
  filter: UserFilter;
  input: ExtendUsersInput;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MutationResetUsersUsageArgs = {
  filter: UserFilter;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MutationMoveUsersArgs = {
  filter: UserFilter;
  input: MoveUsersInput;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MutationSetUsersEnabledArgs = {
  filter: UserFilter;
  enabled: Scalars['Boolean']['input'];
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MutationDeleteUsersArgs = {
  filter: UserFilter;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MutationUndoJobArgs = {
  id: Scalars['ID']['input'];
};

export type MutationEditConfigurationArgs = {
  serverId: Scalars['ID']['input'];
  input: EditConfigurationInput;
};

export type MutationRollBackConfigurationArgs = {
  versionId: Scalars['ID']['input'];
  expectedVersionId?: InputMaybe<Scalars['ID']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type MutationExportUsersArgs = {
  filter?: InputMaybe<UserFilter>;
};

export type MutationImportUsersArgs = {
  uploadId: Scalars['ID']['input'];
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MutationAddWireguardDeviceArgs = {
  userId: Scalars['ID']['input'];
  name: Scalars['String']['input'];
};

export type MutationRenameDeviceArgs = {
  id: Scalars['ID']['input'];
  name: Scalars['String']['input'];
};

export type MutationRevokeDeviceArgs = {
  id: Scalars['ID']['input'];
};

export type MutationRestoreDeviceArgs = {
  id: Scalars['ID']['input'];
};

export type MutationDeleteDeviceArgs = {
  id: Scalars['ID']['input'];
};

export type MutationRotateDeviceCredentialsArgs = {
  id: Scalars['ID']['input'];
  protocols?: InputMaybe<ReadonlyArray<CredentialProtocol>>;
};

export type MutationCreateGroupArgs = {
  input: CreateGroupInput;
};

export type MutationUpdateGroupArgs = {
  id: Scalars['ID']['input'];
  input: UpdateGroupInput;
};

export type MutationDeleteGroupArgs = {
  id: Scalars['ID']['input'];
};

export type MutationCreateHostArgs = {
  input: CreateHostInput;
};

export type MutationUpdateHostArgs = {
  id: Scalars['ID']['input'];
  input: UpdateHostInput;
};

export type MutationDeleteHostArgs = {
  id: Scalars['ID']['input'];
};

export type MutationReorderHostsArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};

export type MutationCreateInboundArgs = {
  input: CreateInboundInput;
};

export type MutationUpdateInboundArgs = {
  id: Scalars['ID']['input'];
  input: UpdateInboundInput;
};

export type MutationDeleteInboundArgs = {
  id: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type MutationGenerateKeysArgs = {
  kind: KeyKind;
};

export type MutationCheckRealityTargetArgs = {
  target: Scalars['String']['input'];
  serverNames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type MutationAcknowledgeIncidentArgs = {
  id: Scalars['ID']['input'];
};

export type MutationCancelJobArgs = {
  id: Scalars['ID']['input'];
};

export type MutationUpdateLinkSettingsArgs = {
  input: UpdateLinkSettingsInput;
};

export type MutationCreateLinkTemplateArgs = {
  input: CreateLinkTemplateInput;
};

export type MutationUpdateLinkTemplateArgs = {
  id: Scalars['ID']['input'];
  input: UpdateLinkTemplateInput;
};

export type MutationDeleteLinkTemplateArgs = {
  id: Scalars['ID']['input'];
};

export type MutationKillSessionsArgs = {
  userId: Scalars['ID']['input'];
  serverId?: InputMaybe<Scalars['ID']['input']>;
  deviceId?: InputMaybe<Scalars['ID']['input']>;
};

export type MutationKillSessionArgs = {
  userId: Scalars['ID']['input'];
  serverId: Scalars['ID']['input'];
  sessionId: Scalars['ID']['input'];
};

export type MutationMarkNotificationsReadArgs = {
  userId: Scalars['ID']['input'];
  ids: ReadonlyArray<Scalars['ID']['input']>;
};

export type MutationCreateEnrolmentTokenArgs = {
  serverId: Scalars['ID']['input'];
};

export type MutationRevokeMachineArgs = {
  serverId: Scalars['ID']['input'];
};

export type MutationWriteOffMachineArgs = {
  serverId: Scalars['ID']['input'];
};

export type MutationRestartServiceArgs = {
  service: ServiceType;
};

export type MutationCreateRoleArgs = {
  input: CreateRoleInput;
};

export type MutationUpdateRoleArgs = {
  id: Scalars['ID']['input'];
  input: UpdateRoleInput;
};

export type MutationDeleteRoleArgs = {
  id: Scalars['ID']['input'];
};

export type MutationStartRolloutArgs = {
  input: StartRolloutInput;
};

export type MutationPauseRolloutArgs = {
  id: Scalars['ID']['input'];
};

export type MutationResumeRolloutArgs = {
  id: Scalars['ID']['input'];
};

export type MutationAbortRolloutArgs = {
  id: Scalars['ID']['input'];
  keep?: InputMaybe<Scalars['Boolean']['input']>;
};

export type MutationUpdateFailoverGroupArgs = {
  name: Scalars['String']['input'];
  shownServers: Scalars['Int']['input'];
};

export type MutationCreateServerArgs = {
  input: CreateServerInput;
};

export type MutationUpdateServerArgs = {
  id: Scalars['ID']['input'];
  input: UpdateServerInput;
};

export type MutationDrainServerArgs = {
  id: Scalars['ID']['input'];
};

export type MutationDeleteServerArgs = {
  id: Scalars['ID']['input'];
};

export type MutationRefreshTokenArgs = {
  token?: InputMaybe<Scalars['String']['input']>;
};

export type MutationRevokeSessionArgs = {
  id: Scalars['ID']['input'];
};

export type MutationRevokeAccountSessionsArgs = {
  accountId: Scalars['ID']['input'];
};

export type MutationCreateTenantArgs = {
  input: CreateTenantInput;
};

export type MutationUpdateTenantArgs = {
  id: Scalars['ID']['input'];
  input: UpdateTenantInput;
};

export type MutationSuspendTenantArgs = {
  id: Scalars['ID']['input'];
};

export type MutationResumeTenantArgs = {
  id: Scalars['ID']['input'];
};

export type MutationDeleteTenantArgs = {
  id: Scalars['ID']['input'];
};

export type MutationCreateUserArgs = {
  input: CreateUserInput;
};

export type MutationUpdateUserArgs = {
  id: Scalars['ID']['input'];
  input: UpdateUserInput;
};

export type MutationDeleteUserArgs = {
  id: Scalars['ID']['input'];
};

export type MutationEnableUserArgs = {
  id: Scalars['ID']['input'];
};

export type MutationDisableUserArgs = {
  id: Scalars['ID']['input'];
};

export type MutationResetUserUsageArgs = {
  id: Scalars['ID']['input'];
};

export type MutationStartUserArgs = {
  id: Scalars['ID']['input'];
};

export type MutationHoldUserArgs = {
  id: Scalars['ID']['input'];
  input: HoldInput;
};

export type MutationRotateSubscriptionLinkArgs = {
  id: Scalars['ID']['input'];
};

export type MutationRotateCredentialsArgs = {
  id: Scalars['ID']['input'];
  protocols?: InputMaybe<ReadonlyArray<CredentialProtocol>>;
};

export type AccountEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Account;
};

export type AccountConnection = {
  readonly edges: ReadonlyArray<AccountEdge>;
  readonly nodes: ReadonlyArray<Account>;
  readonly pageInfo: PageInfo;
  /** All accounts that fit. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

export type AccountFilter = {
  /** The name of a role. */
  readonly role?: InputMaybe<Scalars['String']['input']>;
  readonly disabled?: InputMaybe<Scalars['Boolean']['input']>;
};

export type AccountSortField = 'USERNAME' | 'NAME' | 'ROLE' | 'CREATED_AT';

export type AccountSort = {
  readonly field: AccountSortField;
  readonly direction?: SortDirection;
};

export type CreateAccountInput = {
  /** 1 to 64 characters without spaces, unique within the tenant whatever their case. */
  readonly username: Scalars['String']['input'];
  /** What people call it: at most 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The name of a role that allows nothing the caller may not do. */
  readonly role: Scalars['String']['input'];
  /** 12 to 256 characters. One is generated where this is absent. */
  readonly password?: InputMaybe<Scalars['String']['input']>;
  /** Whether it must change its password first. One that was generated must always be changed. */
  readonly mustChangePassword?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What is absent stays. */
export type UpdateAccountInput = {
  /** At most 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The name of a role that allows nothing the caller may not do. */
  readonly role?: InputMaybe<Scalars['String']['input']>;
  /** Signs it out everywhere, and does not let it in any more. */
  readonly disabled?: InputMaybe<Scalars['Boolean']['input']>;
};

export type AccountWithPassword = {
  readonly account: Account;
  /** Told this once. Absent where a password was given. */
  readonly generatedPassword?: Maybe<Scalars['String']['output']>;
};

/** Lengths of time up to now. */
export type RecentPeriod =
  'LAST_HOUR' | 'LAST_24_HOURS' | 'LAST_7_DAYS' | 'LAST_30_DAYS' | 'LAST_90_DAYS' | 'LAST_365_DAYS';

export type TrafficResolution =
  | 'HOUR'
  /** Days in UTC. */
  | 'DAY';

/** A stretch of time: `last`, or `from` and perhaps `to`. It is widened to whole hours or days. */
export type TimePeriod = {
  readonly last?: InputMaybe<RecentPeriod>;
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Default: now. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Default: hours up to a week, days beyond. At most 1,500 points. */
  readonly resolution?: InputMaybe<TrafficResolution>;
};

/** Bytes that have flowed, and what they count against limits. */
export type TrafficTotals = {
  /** From users. */
  readonly uplinkBytes: Scalars['Bytes']['output'];
  /** To users. */
  readonly downlinkBytes: Scalars['Bytes']['output'];
  /** Raw bytes times the coefficients of the servers. */
  readonly chargedBytes: Scalars['Bytes']['output'];
};

export type TrafficPoint = {
  readonly startsAt: Scalars['DateTime']['output'];
  readonly totals: TrafficTotals;
};

export type UserTrafficShare = {
  readonly userId: Scalars['ID']['output'];
  readonly totals: TrafficTotals;
};

export type ServerTrafficShare = {
  readonly serverId: Scalars['ID']['output'];
  readonly totals: TrafficTotals;
  /** Absent when the server is gone or the caller may not see it. */
  readonly server?: Maybe<Server>;
};

export type InboundTrafficShare = {
  readonly inboundId: Scalars['ID']['output'];
  readonly totals: TrafficTotals;
  /** Absent when the inbound is gone or the caller may not see it. */
  readonly inbound?: Maybe<Inbound>;
};

/** Traffic of a period. */
export type TrafficStats = {
  readonly from: Scalars['DateTime']['output'];
  readonly to: Scalars['DateTime']['output'];
  readonly resolution: TrafficResolution;
  readonly totals: TrafficTotals;
  /** In their order; a time without traffic has no point. */
  readonly points: ReadonlyArray<TrafficPoint>;
  /** The ten with most. */
  readonly topUsers: ReadonlyArray<UserTrafficShare>;
  /** The ten with most. */
  readonly topServers: ReadonlyArray<ServerTrafficShare>;
};

/** A tenant's traffic, beside that of the period before. */
export type Analytics = {
  readonly traffic: TrafficStats;
  /** Of the period of the same length before. */
  readonly previousTotals: TrafficTotals;
  /** Users with any traffic. */
  readonly activeUsers: Scalars['Int']['output'];
  readonly previousActiveUsers: Scalars['Int']['output'];
  /** The ten with most. */
  readonly topInbounds: ReadonlyArray<InboundTrafficShare>;
};

/** Bytes that have flowed over a server. */
export type CarriedBytes = {
  /** From users. */
  readonly uplinkBytes: Scalars['Bytes']['output'];
  /** To users. */
  readonly downlinkBytes: Scalars['Bytes']['output'];
};

export type CarriedPoint = {
  readonly startsAt: Scalars['DateTime']['output'];
  readonly totals: CarriedBytes;
};

/** What one server has carried in a period, all its users together. */
export type ServerTraffic = {
  readonly from: Scalars['DateTime']['output'];
  readonly to: Scalars['DateTime']['output'];
  readonly resolution: TrafficResolution;
  readonly totals: CarriedBytes;
  /** In their order; a time without traffic has no point. */
  readonly points: ReadonlyArray<CarriedPoint>;
  /** The ten of the caller's tenant with most. */
  readonly topUsers: ReadonlyArray<UserTrafficShare>;
};

/** What a program signs in with, as `Authorization: Bearer vxp_…`. */
export type ApiToken = {
  readonly id: Scalars['ID']['output'];
  readonly accountId: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  /** Permissions. At each use only those that the account still holds. */
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  /** The account that made it. */
  readonly createdBy: Scalars['ID']['output'];
  /** Absent: it does not expire. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** To the quarter of an hour. Absent when it was never used. */
  readonly lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly revokedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type ApiTokenEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ApiToken;
};

export type ApiTokenConnection = {
  readonly edges: ReadonlyArray<ApiTokenEdge>;
  readonly nodes: ReadonlyArray<ApiToken>;
  readonly pageInfo: PageInfo;
  /** All API tokens that fit. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

export type CreateApiTokenInput = {
  /** 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** Names of permissions that the caller and the account hold. */
  readonly scopes: ReadonlyArray<Scalars['String']['input']>;
  /** Absent: it does not expire. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The account it signs in. Absent: the caller's own. */
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
};

export type CreateApiTokenPayload = {
  readonly apiToken: ApiToken;
  /** The token itself. Told this once. */
  readonly secret: Scalars['String']['output'];
};

export type ApiTokenSortField = 'NAME' | 'CREATED_AT';

export type ApiTokenSort = {
  readonly field: ApiTokenSortField;
  readonly direction?: SortDirection;
};

/** Who did something. */
export type AuditActor = {
  readonly kind: AuditActorKind;
  /** Of the account, or the name of the service. Absent for a stranger. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** What it was called then. Absent for a stranger. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The role it had then. Absent for what is no account. */
  readonly role?: Maybe<Scalars['String']['output']>;
  /** The tenant the account belongs to, where it acted for another one. */
  readonly actingFromTenantId?: Maybe<Scalars['ID']['output']>;
  /** The session, or the API token, it was signed in with. */
  readonly sessionId?: Maybe<Scalars['ID']['output']>;
};

export type AuditActorKind =
  | 'ACCOUNT'
  /** The platform itself, for instance when a user expires. */
  | 'SERVICE'
  /** Somebody who was not signed in. */
  | 'ANONYMOUS';

/** What something was done to. */
export type AuditSubject = {
  /** For instance `user`. */
  readonly kind: Scalars['String']['output'];
  /** More than one where many were changed at once. */
  readonly ids: ReadonlyArray<Scalars['ID']['output']>;
  /** What people called it then. */
  readonly name?: Maybe<Scalars['String']['output']>;
};

/** One field that changed. Secrets are never shown, only that they changed. */
export type AuditChange = {
  readonly field: Scalars['String']['output'];
  /** The value as JSON. Absent for what did not exist. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** The value as JSON. Absent for what is gone. */
  readonly after?: Maybe<Scalars['String']['output']>;
};

/** One record of who changed what. It is never changed itself. */
export type AuditEntry = {
  readonly id: Scalars['ID']['output'];
  /** Whose rows were changed. */
  readonly tenantId: Scalars['ID']['output'];
  readonly at: Scalars['DateTime']['output'];
  readonly actor: AuditActor;
  /** For instance `core.user.update`. */
  readonly action: Scalars['String']['output'];
  readonly subject: AuditSubject;
  readonly changes: ReadonlyArray<AuditChange>;
  /** Where the request came from. Absent for what the platform did itself. */
  readonly clientAddress?: Maybe<Scalars['String']['output']>;
  /** What the client said it was. */
  readonly userAgent?: Maybe<Scalars['String']['output']>;
  /** Of the request, as the log has it. */
  readonly requestId?: Maybe<Scalars['String']['output']>;
};

export type AuditEntryEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: AuditEntry;
};

export type AuditEntryConnection = {
  readonly edges: ReadonlyArray<AuditEntryEdge>;
  readonly nodes: ReadonlyArray<AuditEntry>;
  readonly pageInfo: PageInfo;
  /** All entries that fit the filter. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Each condition that is given must hold. */
export type AuditFilter = {
  /** The account that did it. */
  readonly actorId?: InputMaybe<Scalars['ID']['input']>;
  /** One action, `core.user.update`, or all that start so: `core.user.*`. */
  readonly action?: InputMaybe<Scalars['String']['input']>;
  /** For instance `user`. */
  readonly subjectKind?: InputMaybe<Scalars['String']['input']>;
  readonly subjectId?: InputMaybe<Scalars['ID']['input']>;
  /** At this moment or later. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before this moment. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** In the names of who did it and of what was changed, in the action and the client's address. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

export type AuditSortField =
  /** When it happened. */
  'CREATED_AT';

export type AuditSort = {
  readonly field: AuditSortField;
  readonly direction?: SortDirection;
};

/** How far an archive is. */
export type BackupState =
  | 'RUNNING'
  | 'DONE'
  /** Nothing of it is kept; `failure` says why. */
  | 'FAILED';

/** How an archive has come about. */
export type BackupOrigin =
  /** Somebody wanted it. */
  | 'MADE'
  /** A restore has replaced the state it is of. */
  | 'BEFORE_RESTORE'
  /** Somebody brought it. Its release and rows are known once it is checked. */
  | 'UPLOADED';

/** An archive of the databases of all services, as of one moment. */
export type BackupResult = {
  readonly id: Scalars['ID']['output'];
  readonly state: BackupState;
  readonly origin: BackupOrigin;
  /** The name of its file in the folder of archives. */
  readonly fileName: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  /** Absent while it is being made. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Of the file; so far, while it is being made. */
  readonly sizeBytes: Scalars['Bytes']['output'];
  /** Rows of all tables; so far, while it is being made. */
  readonly rowCount: Scalars['Bytes']['output'];
  /** Of the whole file, in hexadecimal. Absent until it is done. */
  readonly sha256?: Maybe<Scalars['String']['output']>;
  readonly encrypted: Scalars['Boolean']['output'];
  /** Whether the keys that open its secrets are in it. */
  readonly withMasterKeys: Scalars['Boolean']['output'];
  /** The release that made it. */
  readonly release: Scalars['String']['output'];
  /** The generation of the data: it grows with every restore. */
  readonly generation: Scalars['Bytes']['output'];
  /** Why it failed, in snake case, such as `consumers_behind`. Absent when it did not. */
  readonly failure?: Maybe<Scalars['String']['output']>;
  /** Where the file can be fetched without an account, for ten minutes. Absent until it is done. */
  readonly downloadUrl?: Maybe<Scalars['String']['output']>;
};

/** An archive and its place in a list. */
export type BackupEdge = {
  /** Names the place; for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  readonly node: BackupResult;
};

/** Archives, page by page. */
export type BackupConnection = {
  readonly edges: ReadonlyArray<BackupEdge>;
  /** The nodes of the edges. */
  readonly nodes: ReadonlyArray<BackupResult>;
  readonly pageInfo: PageInfo;
  /** All that the filter means. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Narrows a list of archives. What is absent narrows nothing. */
export type BackupFilter = {
  /** Any of them. */
  readonly states?: InputMaybe<ReadonlyArray<BackupState>>;
  readonly encrypted?: InputMaybe<Scalars['Boolean']['input']>;
  readonly createdAt?: InputMaybe<TimeRange>;
};

export type BackupSortField = 'CREATED_AT' | 'SIZE_BYTES' | 'STATE';

export type BackupSort = {
  readonly field: BackupSortField;
  readonly direction?: SortDirection;
};

/** What an archive is to be like. */
export type BackupInput = {
  /** Encrypts the archive: at least 12 characters. Whoever loses it loses the archive. */
  readonly passphrase?: InputMaybe<Scalars['String']['input']>;
  /** Puts the master keys into the archive, so that a restore needs nothing else. Only into an encrypted one. */
  readonly withMasterKeys?: Scalars['Boolean']['input'];
};

/** What is in an archive, and what a restore of it would undo. */
export type BackupFindings = {
  /** The moment its data is of. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The release that made it. */
  readonly release: Scalars['String']['output'];
  /** Of its data: it grows with every restore. */
  readonly generation: Scalars['Bytes']['output'];
  /** Whether it brings the keys that open its secrets. */
  readonly withMasterKeys: Scalars['Boolean']['output'];
  readonly databases: ReadonlyArray<BackupDatabase>;
  /** How many changes of the operator's are on record since that moment: a restore undoes them, and those of tenants. Absent for who may not read the audit. */
  readonly changesSince?: Maybe<Scalars['Int']['output']>;
};

/** The database of one service, as an archive has it. */
export type BackupDatabase = {
  readonly service: Scalars['String']['output'];
  readonly tables: Scalars['Int']['output'];
  readonly rows: Scalars['Bytes']['output'];
  readonly bytes: Scalars['Bytes']['output'];
};

/** Which archive is meant, and what opens it. */
export type CheckBackupInput = {
  readonly id: Scalars['ID']['input'];
  /** Of an encrypted archive. */
  readonly passphrase?: InputMaybe<Scalars['String']['input']>;
};

export type RestoreState =
  | 'RUNNING'
  | 'DONE'
  /** All data is as it was; `failure` says why. */
  | 'FAILED';

/** An archive that takes the place of all data. */
export type Restore = {
  readonly id: Scalars['ID']['output'];
  readonly state: RestoreState;
  /** The archive. */
  readonly backupId: Scalars['ID']['output'];
  readonly fileName: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  /** Absent while it goes on. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Of the state before it: restoring that one takes it back. Absent until it is kept. */
  readonly safetyBackup?: Maybe<BackupResult>;
  /** Why it failed, in snake case, such as `interrupted`. Absent when it did not. */
  readonly failure?: Maybe<Scalars['String']['output']>;
};

/** What takes the place of all data, and that this is meant. */
export type RestoreBackupInput = {
  /** Of the archive. */
  readonly id: Scalars['ID']['input'];
  /** The name of its file, typed. */
  readonly confirmation: Scalars['String']['input'];
  /** Of the account that asks. */
  readonly password: Scalars['String']['input'];
  /** Of an encrypted archive. */
  readonly passphrase?: InputMaybe<Scalars['String']['input']>;
  /** A UUID of your own. The same one begins nothing twice, whatever has become of the data since. */
  readonly requestId: Scalars['ID']['input'];
};

/** What an operation on many users is about. */
export type BulkResult = {
  /** How many users the filter means. */
  readonly matched: Scalars['Int']['output'];
  /** Some of them. */
  readonly sample: ReadonlyArray<User>;
  /** Does it, and says how far it is. Absent for a dry run. */
  readonly job?: Maybe<Job>;
};

/** What making many users is about. */
export type BulkCreateResult = {
  /** The first names it makes. */
  readonly names: ReadonlyArray<Scalars['String']['output']>;
  /** Names of its first thousand that others have; their users are not made. */
  readonly taken: ReadonlyArray<Scalars['String']['output']>;
  /** Does it, and says how far it is. Absent for a dry run. */
  readonly job?: Maybe<Job>;
};

export type BulkCreateUsersInput = {
  /** What they are called: `user-{n}`, or `user-{n:4}` for numbers of at least four digits. */
  readonly pattern: Scalars['String']['input'];
  /** How many. 1 to 100,000. */
  readonly count: Scalars['Int']['input'];
  /** The number of the first one. */
  readonly first?: InputMaybe<Scalars['Int']['input']>;
  /** What all of them are. */
  readonly template?: InputMaybe<UserTemplateInput>;
};

/** What users that are made alike have in common. */
export type UserTemplateInput = {
  /** Whether nobody may connect as them yet. */
  readonly disabled?: InputMaybe<Scalars['Boolean']['input']>;
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** The tenant’s default groups when nothing is said; none for an empty list. */
  readonly groupIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly limitBytes?: InputMaybe<Scalars['Bytes']['input']>;
  /** NONE when nothing is said. */
  readonly resetStrategy?: InputMaybe<ResetStrategy>;
  /** For ROLLING_MONTH and YEAR. When they are made, when nothing is said. */
  readonly resetAnchor?: InputMaybe<Scalars['DateTime']['input']>;
  /** IANA zone of their calendar, such as Europe/Berlin. */
  readonly zone?: InputMaybe<Scalars['String']['input']>;
  /** Excludes `hold`. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Their time runs from their first connection. */
  readonly hold?: InputMaybe<HoldInput>;
  readonly deviceLimit?: InputMaybe<Scalars['Int']['input']>;
  readonly addressLimit?: InputMaybe<Scalars['Int']['input']>;
  /** In thousands of bits per second. */
  readonly speedLimitUpKbps?: InputMaybe<Scalars['Int']['input']>;
  /** In thousands of bits per second. */
  readonly speedLimitDownKbps?: InputMaybe<Scalars['Int']['input']>;
  /** Up to 2,000 characters. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** Up to 32, of up to 40 characters each. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly nextPlan?: InputMaybe<NextPlanInput>;
};

/** What is added to users. Who has no limit, or no end, stays without. */
export type ExtendUsersInput = {
  /** Time, from their end on; from now on where that is past. On hold, to what they are valid for. At least 1. */
  readonly seconds?: InputMaybe<Scalars['Int']['input']>;
  /** Traffic of a period. At least 1. */
  readonly bytes?: InputMaybe<Scalars['Bytes']['input']>;
};

/** Which groups users are to be in. */
export type MoveUsersInput = {
  /** Exactly these, before `add` and `remove`. */
  readonly set?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly add?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly remove?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** How a version of a server's configuration came about. */
export type ConfigurationCause =
  /** It is what there was when versions began to be kept. */
  | 'FIRST'
  | 'INBOUND_CREATED'
  | 'INBOUND_CHANGED'
  | 'INBOUND_DELETED'
  /** The configuration was edited as a whole. */
  | 'EDITED'
  /** Somebody went back to an earlier version. */
  | 'ROLLED_BACK'
  /** A rollout brought it. */
  | 'ROLLED_OUT'
  /** A rollout took back what it had brought. */
  | 'ROLLOUT_UNDONE';

/** Who made a version, or started a rollout. */
export type ConfigurationAuthor = {
  readonly kind: AuditActorKind;
  /** Of the account, or the name of the service. Absent for an account of another tenant, such as one that acted for this one. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** What the account is called. Absent for a service, and for an account of another tenant. */
  readonly name?: Maybe<Scalars['String']['output']>;
};

/** What a server was told to serve, from one change to the next. It is never changed itself. */
export type ConfigurationVersion = {
  readonly id: Scalars['ID']['output'];
  /** Of its server. */
  readonly tenantId: Scalars['ID']['output'];
  readonly serverId: Scalars['ID']['output'];
  /** Counts the versions of its server, from 1. */
  readonly number: Scalars['Int']['output'];
  /** SHA-256 of the content, secrets included, in hexadecimal. The same content has the same hash on every server. */
  readonly hash: Scalars['String']['output'];
  /** Whether the server is told to serve it now. */
  readonly isCurrent: Scalars['Boolean']['output'];
  /** Whether it was kept for a rollout, and is not what its server has served. */
  readonly isDraft: Scalars['Boolean']['output'];
  readonly cause: ConfigurationCause;
  /** Why, in the words of who did it. Empty when nothing was said. */
  readonly reason: Scalars['String']['output'];
  readonly author: ConfigurationAuthor;
  readonly createdAt: Scalars['DateTime']['output'];
  /** The version of the engine whose own validator has accepted it. Absent where none could be asked. */
  readonly validatedBy?: Maybe<Scalars['String']['output']>;
  /** The version whose content it took over: of a rollback, or of a rollout. */
  readonly sourceVersionId?: Maybe<Scalars['ID']['output']>;
  /** Of the rollout that made it. */
  readonly rolloutId?: Maybe<Scalars['ID']['output']>;
  /** By tag. Secrets are never shown. */
  readonly inbounds: ReadonlyArray<ConfiguredInbound>;
  /** Absent when the server is gone. Needs the permission `nodes.server.read`. */
  readonly server?: Maybe<Server>;
};

/** An inbound as a version has it. Inbounds of two versions with the same tag are the same one. */
export type ConfiguredInbound = {
  readonly tag: Scalars['String']['output'];
  readonly protocol: InboundProtocol;
  readonly listen: Scalars['String']['output'];
  readonly port: Scalars['Int']['output'];
  readonly lastPort: Scalars['Int']['output'];
  readonly network: InboundNetwork;
  readonly security: InboundSecurity;
  /** Without what is write-only in the schemas of `inboundSchemas`. */
  readonly settings: Scalars['JSON']['output'];
  readonly sniffing: Sniffing;
  readonly enabled: Scalars['Boolean']['output'];
  readonly shared: Scalars['Boolean']['output'];
  /** The engine process of the server that serves it, apart from all others. Absent: the main one. */
  readonly instance?: Maybe<Scalars['String']['output']>;
};

export type ConfigurationVersionEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ConfigurationVersion;
};

export type ConfigurationVersionConnection = {
  readonly edges: ReadonlyArray<ConfigurationVersionEdge>;
  readonly nodes: ReadonlyArray<ConfigurationVersion>;
  readonly pageInfo: PageInfo;
  /** All that match. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Narrows a list of versions. What is absent narrows nothing. */
export type ConfigurationVersionFilter = {
  /** Any of these. */
  readonly causes?: InputMaybe<ReadonlyArray<ConfigurationCause>>;
  readonly isDraft?: InputMaybe<Scalars['Boolean']['input']>;
  /** Part of the reason, in any case. 200 characters at most. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

export type ConfigurationVersionSortField =
  | 'NUMBER'
  /** By name. */
  | 'CAUSE';

export type ConfigurationVersionSort = {
  readonly field: ConfigurationVersionSortField;
  readonly direction?: SortDirection;
};

/** One value that differs between two versions. */
export type ConfigurationChange = {
  /** Such as `inbounds[front].settings.realitySettings.serverNames[0]`; `inbounds[front]` for one that appears or goes. */
  readonly path: Scalars['String']['output'];
  /** Absent where there was nothing, and for secrets. */
  readonly before?: Maybe<Scalars['JSON']['output']>;
  /** Absent where there is nothing, and for secrets. */
  readonly after?: Maybe<Scalars['JSON']['output']>;
  /** Whether it is a secret, of which only is told that it differs. */
  readonly isSecret: Scalars['Boolean']['output'];
};

/** What turns one version into another. */
export type ConfigurationDiff = {
  readonly from: ConfigurationVersion;
  readonly to: ConfigurationVersion;
  /** By path. Empty when both have the same hash. */
  readonly changes: ReadonlyArray<ConfigurationChange>;
};

/** An inbound of a configuration that is edited as a whole. */
export type ConfiguredInboundInput = {
  /** 1 to 64 of a-z, A-Z, 0-9, `.`, `_` and `-`; unique on the server. */
  readonly tag: Scalars['String']['input'];
  readonly protocol: InboundProtocol;
  /** An IP address; `::` is every address, `0.0.0.0` every IPv4 address. */
  readonly listen?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 65535. */
  readonly port: Scalars['Int']['input'];
  /** The last port of a range, for Hysteria 2. One port when it is absent. */
  readonly lastPort?: InputMaybe<Scalars['Int']['input']>;
  readonly network?: InputMaybe<InboundNetwork>;
  readonly security?: InputMaybe<InboundSecurity>;
  /** By the schemas of `inboundSchemas`. A write-only value that is left out is kept from the inbound of that tag, and taken away by null. */
  readonly settings?: InputMaybe<Scalars['JSON']['input']>;
  readonly sniffing?: InputMaybe<SniffingInput>;
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Lets every tenant read and use it. */
  readonly shared?: InputMaybe<Scalars['Boolean']['input']>;
  /** The engine process of the server that is to serve it, apart from all others: 1 to 16 of a-z, 0-9 and `-`, the first one a letter, and 8 on a server at most. Empty or absent: the main one. */
  readonly instance?: InputMaybe<Scalars['String']['input']>;
};

export type EditConfigurationInput = {
  /** All inbounds the server is to have. One that is left out is removed. 100 at most. */
  readonly inbounds: ReadonlyArray<ConfiguredInboundInput>;
  /** The version that was edited: another one there now refuses the edit with `configuration_conflict`, whose fact `diff` tells what differs between theirs and yours. */
  readonly expectedVersionId?: InputMaybe<Scalars['ID']['input']>;
  /** Why. 500 characters at most. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** Keeps it for `startRollout` and changes nothing now. */
  readonly asDraft?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A file to be fetched by the account that asked for it, with its usual credentials. */
export type Download = {
  /** Path and query below the panel’s address. */
  readonly url: Scalars['String']['output'];
  /** When the link ends. */
  readonly expiresAt: Scalars['DateTime']['output'];
};

/** What a file of users has come to. */
export type ImportResult = {
  /** Lines with a user. */
  readonly rows: Scalars['Int']['output'];
  /** Of those, without anything wrong. */
  readonly valid: Scalars['Int']['output'];
  /** What is wrong, by line. The first 1,000. */
  readonly problems: ReadonlyArray<ImportProblem>;
  /** Makes the users of the good rows. Absent for a dry run. */
  readonly job?: Maybe<Job>;
};

/** What is wrong with one cell of a file. */
export type ImportProblem = {
  /** Line 1 is the header. */
  readonly line: Scalars['Int']['output'];
  readonly column: Scalars['String']['output'];
  /** Stable and machine-readable, e.g. `taken`. */
  readonly code: Scalars['String']['output'];
  /** One English sentence for people. */
  readonly message: Scalars['String']['output'];
};

/** A protocol by what a client proves itself with. */
export type CredentialProtocol =
  'VLESS' | 'VMESS' | 'TROJAN' | 'SHADOWSOCKS' | 'SHADOWSOCKS_2022' | 'HYSTERIA2' | 'WIREGUARD' | 'HTTP' | 'SOCKS';

export type DeviceKind =
  /** All clients of a user that do not say what they are. One a user. */
  | 'DEFAULT'
  /** A client that names its machine. */
  | 'HWID'
  /** One WireGuard configuration. */
  | 'WIREGUARD';

/** What a device proves itself with, by protocol. */
export type DeviceCredentials = {
  readonly vlessId: Scalars['String']['output'];
  readonly vmessId: Scalars['String']['output'];
  readonly trojanPassword: Scalars['String']['output'];
  readonly shadowsocksPassword: Scalars['String']['output'];
  /** Base64 of 16 bytes, for 2022-blake3-aes-128-gcm. */
  readonly shadowsocks2022Key128: Scalars['String']['output'];
  /** Base64 of 32 bytes, for 2022-blake3-aes-256-gcm and chacha20. */
  readonly shadowsocks2022Key256: Scalars['String']['output'];
  readonly hysteria2Password: Scalars['String']['output'];
  readonly wireguardPrivateKey: Scalars['String']['output'];
  readonly wireguardPublicKey: Scalars['String']['output'];
  readonly wireguardPresharedKey: Scalars['String']['output'];
  readonly httpUsername: Scalars['String']['output'];
  readonly httpPassword: Scalars['String']['output'];
  readonly socksUsername: Scalars['String']['output'];
  readonly socksPassword: Scalars['String']['output'];
};

/** What a user connects with. Credentials hang on it, so one that is copied out of a link counts against its device. */
export type Device = {
  readonly id: Scalars['ID']['output'];
  readonly userId: Scalars['ID']['output'];
  readonly kind: DeviceKind;
  /** Empty until somebody names it. */
  readonly name: Scalars['String']['output'];
  /** As the client names its machine. */
  readonly hwid?: Maybe<Scalars['String']['output']>;
  readonly os?: Maybe<Scalars['String']['output']>;
  readonly osVersion?: Maybe<Scalars['String']['output']>;
  readonly model?: Maybe<Scalars['String']['output']>;
  /** What its client calls itself. */
  readonly client?: Maybe<Scalars['String']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly firstSeenAt?: Maybe<Scalars['DateTime']['output']>;
  readonly lastSeenAt?: Maybe<Scalars['DateTime']['output']>;
  /** Since when it may not connect any more. */
  readonly revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Needs `core.user.credentials`. */
  readonly credentials: DeviceCredentials;
  /** Grows with every change. */
  readonly revision: Scalars['Int']['output'];
  /** Of the inbounds of WireGuard that its user's groups give it. Needs `core.user.credentials`. */
  readonly tunnelAddresses: ReadonlyArray<TunnelAddresses>;
};

/** Which inbounds its users get. */
export type Group = {
  readonly id: Scalars['ID']['output'];
  readonly tenantId: Scalars['ID']['output'];
  /** Unique within the tenant, whatever its case and width. */
  readonly name: Scalars['String']['output'];
  readonly inboundIds: ReadonlyArray<Scalars['ID']['output']>;
  /** Those of them the caller may see. Needs the permission `nodes.inbound.read`. */
  readonly inbounds: ReadonlyArray<Inbound>;
  /** Whether new users that name no groups get it. */
  readonly isDefault: Scalars['Boolean']['output'];
  /** How many users are in it. */
  readonly userCount: Scalars['Int']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Grows with every change. */
  readonly revision: Scalars['Int']['output'];
};

export type GroupEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Group;
};

export type GroupConnection = {
  readonly edges: ReadonlyArray<GroupEdge>;
  readonly nodes: ReadonlyArray<Group>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type GroupSortField = 'CREATED_AT' | 'NAME';

export type GroupSort = {
  readonly field: GroupSortField;
  readonly direction: SortDirection;
};

export type CreateGroupInput = {
  /** 1 to 64 characters, unique within the tenant. */
  readonly name: Scalars['String']['input'];
  readonly inboundIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly isDefault?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What is left out stays as it is. */
export type UpdateGroupInput = {
  /** 1 to 64 characters, unique within the tenant. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** All inbounds it gives from now on. */
  readonly inboundIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly isDefault?: InputMaybe<Scalars['Boolean']['input']>;
  /** Fails with `changed_meanwhile` when the group is not at this revision any more. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
};

/** One entry of the list of servers a client shows: an inbound, and how it is reached. Absent is as the inbound has it. */
export type Host = {
  readonly id: Scalars['ID']['output'];
  readonly tenantId: Scalars['ID']['output'];
  readonly inboundId: Scalars['ID']['output'];
  /** The entry’s name, a template. */
  readonly remark: Scalars['String']['output'];
  /** A client is given one of them. */
  readonly addresses: ReadonlyArray<Scalars['String']['output']>;
  readonly port?: Maybe<Scalars['Int']['output']>;
  readonly sni?: Maybe<Scalars['String']['output']>;
  readonly hostHeader?: Maybe<Scalars['String']['output']>;
  readonly path?: Maybe<Scalars['String']['output']>;
  /** None is as the inbound has it. */
  readonly alpn: ReadonlyArray<Scalars['String']['output']>;
  /** Whom the client’s TLS pretends to be. */
  readonly fingerprint?: Maybe<Scalars['String']['output']>;
  readonly security?: Maybe<InboundSecurity>;
  /** Whether clients are shown it. */
  readonly enabled: Scalars['Boolean']['output'];
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** Between hosts of one position that are equal otherwise, the greater comes first, for every customer. */
  readonly weight: Scalars['Int']['output'];
  /** In the list, from 0. */
  readonly position: Scalars['Int']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Grows with every change. */
  readonly revision: Scalars['Int']['output'];
};

export type HostEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Host;
};

export type HostConnection = {
  readonly edges: ReadonlyArray<HostEdge>;
  readonly nodes: ReadonlyArray<Host>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/** Hosts of which all that is given holds. */
export type HostFilter = {
  readonly inboundIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** A part of the remark or of an address. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

export type CreateHostInput = {
  readonly inboundId: Scalars['ID']['input'];
  /** 1 to 128 characters. */
  readonly remark: Scalars['String']['input'];
  /** 1 to 16 names or addresses. */
  readonly addresses: ReadonlyArray<Scalars['String']['input']>;
  readonly port?: InputMaybe<Scalars['Int']['input']>;
  readonly sni?: InputMaybe<Scalars['String']['input']>;
  readonly hostHeader?: InputMaybe<Scalars['String']['input']>;
  /** Begins with /. */
  readonly path?: InputMaybe<Scalars['String']['input']>;
  /** Of `h3`, `h2` and `http/1.1`. */
  readonly alpn?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** `chrome`, `firefox`, `safari`, `ios`, `android`, `edge`, `360`, `qq`, `random`, `randomized` or `unsafe`. */
  readonly fingerprint?: InputMaybe<Scalars['String']['input']>;
  readonly security?: InputMaybe<InboundSecurity>;
  /** Yes when nothing is said. */
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** 1 to 1,000; 1 when nothing is said. */
  readonly weight?: InputMaybe<Scalars['Int']['input']>;
};

/** What is left out stays as it is; null takes a value away. */
export type UpdateHostInput = {
  readonly inboundId?: InputMaybe<Scalars['ID']['input']>;
  /** 1 to 128 characters. */
  readonly remark?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 16 names or addresses. */
  readonly addresses?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly port?: InputMaybe<Scalars['Int']['input']>;
  readonly sni?: InputMaybe<Scalars['String']['input']>;
  readonly hostHeader?: InputMaybe<Scalars['String']['input']>;
  /** Begins with /. */
  readonly path?: InputMaybe<Scalars['String']['input']>;
  readonly alpn?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly fingerprint?: InputMaybe<Scalars['String']['input']>;
  readonly security?: InputMaybe<InboundSecurity>;
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly weight?: InputMaybe<Scalars['Int']['input']>;
  /** Fails with `changed_meanwhile` when the host is not at this revision any more. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
};

export type HostSortField =
  /** As clients show them. */
  'POSITION' | 'REMARK' | 'CREATED_AT';

export type HostSort = {
  readonly field: HostSortField;
  readonly direction: SortDirection;
};

export type InboundProtocol =
  | 'VLESS'
  | 'VMESS'
  | 'TROJAN'
  /** The AEAD ciphers of the first edition. */
  | 'SHADOWSOCKS'
  /** The second edition, SIP022. */
  | 'SHADOWSOCKS_2022'
  | 'HYSTERIA2'
  /** Also with the parameters of AmneziaWG. */
  | 'WIREGUARD'
  | 'HTTP'
  | 'SOCKS';

/** What carries the protocol's stream. */
export type InboundNetwork =
  /** Nothing: the stream or the datagrams are the protocol's own. */
  'RAW' | 'WEBSOCKET' | 'GRPC' | 'HTTPUPGRADE' | 'XHTTP';

/** What covers the network. */
export type InboundSecurity = 'NONE' | 'TLS' | 'REALITY';

export type SniffedProtocol = 'HTTP' | 'TLS' | 'QUIC' | 'FAKEDNS';

/** Whether a connection's destination is looked for in what it says first. */
export type Sniffing = {
  readonly enabled: Scalars['Boolean']['output'];
  readonly destinationOverrides: ReadonlyArray<SniffedProtocol>;
  /** Routes by what was found, and connects to what was asked for. */
  readonly routeOnly: Scalars['Boolean']['output'];
};

/** What a server listens with. */
export type Inbound = {
  readonly id: Scalars['ID']['output'];
  readonly tenantId: Scalars['ID']['output'];
  readonly serverId: Scalars['ID']['output'];
  /** Unique on its server. */
  readonly tag: Scalars['String']['output'];
  readonly protocol: InboundProtocol;
  /** An IP address; `0.0.0.0` is every IPv4 address, `::` every address. */
  readonly listen: Scalars['String']['output'];
  readonly port: Scalars['Int']['output'];
  /** The last port of a range; the same as `port` for one port. */
  readonly lastPort: Scalars['Int']['output'];
  readonly network: InboundNetwork;
  readonly security: InboundSecurity;
  /** By the schemas of `inboundSchemas`. What is write-only there is only shown to who may write the inbound. */
  readonly settings: Scalars['JSON']['output'];
  readonly sniffing: Sniffing;
  readonly enabled: Scalars['Boolean']['output'];
  /** Whether every tenant may read and use it. */
  readonly shared: Scalars['Boolean']['output'];
  /** The engine process of the server that serves it, apart from all others. Absent: the main one. */
  readonly instance?: Maybe<Scalars['String']['output']>;
  /** Grows with every change. */
  readonly revision: Scalars['Int']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Absent when the caller may see the inbound and not its server. Needs the permission `nodes.server.read`. */
  readonly server?: Maybe<Server>;
  /** The caller's groups that give it to their users, by name. Needs the permission `core.group.read`. */
  readonly groups: ReadonlyArray<Group>;
};

export type InboundEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Inbound;
};

export type InboundConnection = {
  readonly edges: ReadonlyArray<InboundEdge>;
  readonly nodes: ReadonlyArray<Inbound>;
  readonly pageInfo: PageInfo;
  /** All that match. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Narrows a list of inbounds. What is absent narrows nothing. */
export type InboundFilter = {
  readonly serverIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly protocols?: InputMaybe<ReadonlyArray<InboundProtocol>>;
  readonly networks?: InputMaybe<ReadonlyArray<InboundNetwork>>;
  readonly securities?: InputMaybe<ReadonlyArray<InboundSecurity>>;
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  readonly shared?: InputMaybe<Scalars['Boolean']['input']>;
  /** Part of the tag, in any case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

export type SniffingInput = {
  readonly enabled: Scalars['Boolean']['input'];
  readonly destinationOverrides?: InputMaybe<ReadonlyArray<SniffedProtocol>>;
  /** Routes by what was found, and connects to what was asked for. */
  readonly routeOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type CreateInboundInput = {
  /** One of the caller's own. */
  readonly serverId: Scalars['ID']['input'];
  /** 1 to 64 of a-z, A-Z, 0-9, `.`, `_` and `-`; unique on the server. */
  readonly tag: Scalars['String']['input'];
  readonly protocol: InboundProtocol;
  /** An IP address; `::` is every address, `0.0.0.0` every IPv4 address. */
  readonly listen?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 65535. No other inbound of the server may listen there. */
  readonly port: Scalars['Int']['input'];
  /** The last port of a range, for Hysteria 2. One port when it is absent. */
  readonly lastPort?: InputMaybe<Scalars['Int']['input']>;
  readonly network?: InputMaybe<InboundNetwork>;
  readonly security?: InputMaybe<InboundSecurity>;
  /** By the schemas of `inboundSchemas`: the protocol's, the network's and the security's together. */
  readonly settings?: InputMaybe<Scalars['JSON']['input']>;
  readonly sniffing?: InputMaybe<SniffingInput>;
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Lets every tenant read and use it. */
  readonly shared?: InputMaybe<Scalars['Boolean']['input']>;
  /** The engine process of the server that is to serve it, apart from all others: 1 to 16 of a-z, 0-9 and `-`, the first one a letter, and 8 on a server at most. Empty or absent: the main one. */
  readonly instance?: InputMaybe<Scalars['String']['input']>;
  /** Why, for the version that comes of it. 500 characters at most. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What is to change; what is absent stays. */
export type UpdateInboundInput = {
  readonly tag?: InputMaybe<Scalars['String']['input']>;
  readonly listen?: InputMaybe<Scalars['String']['input']>;
  readonly port?: InputMaybe<Scalars['Int']['input']>;
  readonly lastPort?: InputMaybe<Scalars['Int']['input']>;
  readonly network?: InputMaybe<InboundNetwork>;
  readonly security?: InputMaybe<InboundSecurity>;
  /** Replaces the whole settings, but a write-only value that is left out is kept, and taken away by null. */
  readonly settings?: InputMaybe<Scalars['JSON']['input']>;
  readonly sniffing?: InputMaybe<SniffingInput>;
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  readonly shared?: InputMaybe<Scalars['Boolean']['input']>;
  /** The engine process that is to serve it; empty: the main one. It is opened anew there; connections that are open may go on for a while. */
  readonly instance?: InputMaybe<Scalars['String']['input']>;
  /** The revision that was edited: another one there now refuses the change with `revision_mismatch`, whose fact `diff` tells what differs between theirs and yours. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** Why, for the version that comes of it. 500 characters at most. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What settings a protocol takes, and what it goes with. */
export type InboundProtocolSchema = {
  readonly protocol: InboundProtocol;
  readonly networks: ReadonlyArray<InboundNetwork>;
  readonly securities: ReadonlyArray<InboundSecurity>;
  /** JSON Schema 2020-12 of the protocol's own settings. */
  readonly schema: Scalars['JSON']['output'];
};

export type InboundNetworkSchema = {
  readonly network: InboundNetwork;
  /** JSON Schema 2020-12 of the settings it adds. */
  readonly schema: Scalars['JSON']['output'];
};

export type InboundSecuritySchema = {
  readonly security: InboundSecurity;
  /** JSON Schema 2020-12 of the settings it adds. */
  readonly schema: Scalars['JSON']['output'];
};

/** All that the settings of inbounds are made of, for forms. */
export type InboundSchemas = {
  readonly protocols: ReadonlyArray<InboundProtocolSchema>;
  readonly networks: ReadonlyArray<InboundNetworkSchema>;
  readonly securities: ReadonlyArray<InboundSecuritySchema>;
};

export type KeyKind =
  /** A pair of X25519 keys for REALITY, in base64url. */
  | 'REALITY'
  /** A pair of X25519 keys for WireGuard, in base64. */
  | 'WIREGUARD'
  /** WireGuard's key that two peers share, in base64. */
  | 'WIREGUARD_PRESHARED'
  /** For REALITY: 16 hexadecimal digits. */
  | 'SHORT_ID'
  /** For the method `2022-blake3-aes-128-gcm`, in base64. */
  | 'SHADOWSOCKS_2022_AES_128'
  /** For the method `2022-blake3-aes-256-gcm`, in base64. */
  | 'SHADOWSOCKS_2022_AES_256'
  /** For the method `2022-blake3-chacha20-poly1305`, in base64. */
  | 'SHADOWSOCKS_2022_CHACHA20'
  | 'UUID'
  /** For VLESS: `decryption` and `encryption`, with X25519 for proving who the server is. */
  | 'VLESS_ENCRYPTION';

/** Fresh key material. Nothing of it is kept. */
export type GeneratedKeys = {
  /** What the server keeps; the value itself when there is only one. */
  readonly privateValue: Scalars['String']['output'];
  /** What clients get. Absent when there is nothing such. */
  readonly publicValue?: Maybe<Scalars['String']['output']>;
};

export type RealityTargetProblem =
  /** Its name leads nowhere. */
  | 'UNRESOLVED'
  /** It has an address that is not of the public internet; nothing was sent there. */
  | 'NOT_PUBLIC'
  /** No handshake of TLS could be made. */
  | 'UNREACHABLE'
  | 'NO_TLS_1_3'
  | 'NO_X25519'
  | 'NO_HTTP_2'
  /** Its certificate is not one that browsers trust. */
  | 'UNTRUSTED'
  /** Its certificate is not for all of the server names. */
  | 'OTHER_NAMES';

/** Whether REALITY can be taken for a site, as it answers the panel. */
export type RealityTargetCheck = {
  /** Empty when it is fit. */
  readonly problems: ReadonlyArray<RealityTargetProblem>;
  /** Server names its certificate is not for. */
  readonly otherNames: ReadonlyArray<Scalars['String']['output']>;
  /** How long its handshake took. Absent where there was none. */
  readonly latencyMs?: Maybe<Scalars['Int']['output']>;
};

export type InboundSortField =
  | 'TAG'
  /** By name. */
  | 'PROTOCOL'
  | 'PORT'
  | 'CREATED_AT';

export type InboundSort = {
  readonly field: InboundSortField;
  readonly direction?: SortDirection;
};

export type IncidentKind =
  /** A token to enrol with that is unknown, too old, or was used before. */
  | 'ENROLMENT_REFUSED'
  /** A certificate that was withdrawn, has expired, or is none of the panel's. */
  | 'CERTIFICATE_REFUSED'
  /** Whoever asked for a new certificate did not hold the key of the one it showed. */
  | 'PROOF_REFUSED'
  /** Usage of users who never belonged on the server. It was not counted. */
  | 'FOREIGN_USAGE'
  /** Counters that stand lower than before. What they lack was not counted. */
  | 'COUNTERS_RAN_BACK'
  /** A clock that is minutes off. It is reckoned with, and cuts nobody off. */
  | 'CLOCK_SKEWED';

/** What a server, or somebody who would be one, has done that it should not. What is repeated within a day of the last time counts with it, until somebody takes note. Kept for ninety days. */
export type Incident = {
  readonly id: Scalars['ID']['output'];
  readonly kind: IncidentKind;
  /** Absent where nobody knows whose name was used: only the operator sees those. */
  readonly serverId?: Maybe<Scalars['ID']['output']>;
  /** Absent where there is none, it is gone, or the caller may not see it. */
  readonly server?: Maybe<Server>;
  /** How often it was done. */
  readonly count: Scalars['Int']['output'];
  readonly firstAt: Scalars['DateTime']['output'];
  readonly lastAt: Scalars['DateTime']['output'];
  /** Absent until somebody has taken note. */
  readonly acknowledgedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The account that has taken note. Absent for one of another tenant that acted for this one: the audit has it. */
  readonly acknowledgedById?: Maybe<Scalars['ID']['output']>;
};

export type IncidentEdge = {
  /** Names the place; for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  readonly node: Incident;
};

/** Incidents, page by page. */
export type IncidentConnection = {
  readonly edges: ReadonlyArray<IncidentEdge>;
  /** The nodes of the edges. */
  readonly nodes: ReadonlyArray<Incident>;
  readonly pageInfo: PageInfo;
  /** All that the filter means. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Narrows a list of incidents. What is absent narrows nothing. */
export type IncidentFilter = {
  /** Any of them. */
  readonly kinds?: InputMaybe<ReadonlyArray<IncidentKind>>;
  /** Of any of these servers. 100 at most. */
  readonly serverIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Whether somebody has taken note. */
  readonly acknowledged?: InputMaybe<Scalars['Boolean']['input']>;
};

export type IncidentSortField = 'FIRST_AT' | 'LAST_AT' | 'KIND';

export type IncidentSort = {
  readonly field: IncidentSortField;
  readonly direction: SortDirection;
};

/** What a job does. */
export type JobKind =
  | 'CREATE_USERS'
  | 'EXTEND_USERS'
  | 'RESET_USERS'
  | 'MOVE_USERS'
  | 'SET_USERS_ENABLED'
  | 'DELETE_USERS'
  | 'IMPORT_USERS'
  /** Restores what another job has replaced. */
  | 'UNDO';

export type JobState =
  /** Waits for its turn. */
  | 'QUEUED'
  | 'RUNNING'
  /** All of it was tried. What could not be done is counted in `failed`. */
  | 'DONE'
  /** Given up as a whole; `failure` says why. What was done before stays done. */
  | 'FAILED'
  /** Stopped by somebody. What was done before stays done. */
  | 'CANCELLED';

/** Long work, such as a change of many users. It goes on without the client, and survives restarts. */
export type Job = {
  readonly id: Scalars['ID']['output'];
  readonly kind: JobKind;
  readonly state: JobState;
  /** How many items there are. Absent until they are counted. */
  readonly total?: Maybe<Scalars['Int']['output']>;
  /** Items that are done. */
  readonly done: Scalars['Int']['output'];
  /** Items that could not be done. */
  readonly failed: Scalars['Int']['output'];
  /** What could not be done, and why. */
  readonly failures: ReadonlyArray<JobFailure>;
  /** Why it was given up as a whole, as an error’s code. */
  readonly failure?: Maybe<Scalars['String']['output']>;
  /** The account that asked for it. */
  readonly createdById?: Maybe<Scalars['ID']['output']>;
  /** Until when `undoJob` restores what it has replaced. Absent where it cannot be undone, or has been. */
  readonly undoableUntil?: Maybe<Scalars['DateTime']['output']>;
  /** The job that has undone it. */
  readonly undoneById?: Maybe<Scalars['ID']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  /** Absent until its turn has come. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Absent until it is over. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Long work, such as a change of many users. It goes on without the client, and survives restarts. */
export type JobFailuresArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  skip?: InputMaybe<Scalars['Int']['input']>;
};

/** One item that a job could not do. */
export type JobFailure = {
  /** The user’s id or name, or the line of the file. */
  readonly item: Scalars['String']['output'];
  /** Which of its values, where it is about one. */
  readonly path?: Maybe<Scalars['String']['output']>;
  /** Stable and machine-readable, e.g. `username_taken`. */
  readonly code: Scalars['String']['output'];
  /** One English sentence for people. */
  readonly message: Scalars['String']['output'];
};

export type JobEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Job;
};

export type JobConnection = {
  readonly edges: ReadonlyArray<JobEdge>;
  readonly nodes: ReadonlyArray<Job>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/** Jobs of which all that is given holds. */
export type JobFilter = {
  /** Any of these. */
  readonly kinds?: InputMaybe<ReadonlyArray<JobKind>>;
  /** Any of these. */
  readonly states?: InputMaybe<ReadonlyArray<JobState>>;
  /** Asked for by any of these accounts. */
  readonly createdByIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type JobSortField =
  | 'CREATED_AT'
  | 'KIND'
  | 'STATE'
  /** Those that are not over are the last. */
  | 'FINISHED_AT';

export type JobSort = {
  readonly field: JobSortField;
  readonly direction: SortDirection;
};

export type Subscription = {
  /** A job as it is, and again whenever it has come further; ends when it is over. Needs `core.user.bulk`. */
  readonly jobProgress: Job;
  /** What a user has used, now and whenever that changes. Needs the permission `core.user.read`. */
  readonly userTraffic: TrafficUpdate;
  /** What a user should hear of, from now on or from behind `after`. Needs the permission `core.user.read`. */
  readonly notifications: Notification;
  /** The agent and the engine of a server, now and whenever they tell of themselves: every ten seconds. Ends when the server is gone. Needs the permission `nodes.server.read`. */
  readonly serverMachine: MachineUpdate;
  /** A rollout as it is, and again whenever it has changed; ends when it is over. Needs the permission `nodes.inbound.read`. */
  readonly rolloutChanged: Rollout;
  /** How a server is now, or what is behind `after`, and each time it changes. Ends when the server is gone. Needs the permission `nodes.server.read`. */
  readonly serverStatus: ServerStatus;
  /** Figures of the platform as they change. Needs the permission `system.status.read`. */
  readonly systemMetrics: SystemMetrics;
};

export type SubscriptionJobProgressArgs = {
  id: Scalars['ID']['input'];
};

export type SubscriptionUserTrafficArgs = {
  userId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type SubscriptionNotificationsArgs = {
  userId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type SubscriptionServerMachineArgs = {
  serverId: Scalars['ID']['input'];
};

export type SubscriptionRolloutChangedArgs = {
  id: Scalars['ID']['input'];
};

export type SubscriptionServerStatusArgs = {
  serverId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type LinkRuleMatch =
  /** All conditions have to hold. */
  | 'ALL'
  /** One condition has to hold. */
  | 'ANY';

export type LinkRuleOperator =
  | 'EQUALS'
  | 'NOT_EQUALS'
  | 'CONTAINS'
  | 'NOT_CONTAINS'
  | 'STARTS_WITH'
  | 'ENDS_WITH'
  /** A regular expression of RE2. */
  | 'MATCHES'
  | 'NOT_MATCHES'
  /** The client has sent the header. */
  | 'PRESENT'
  | 'ABSENT';

export type LinkRuleActionKind =
  /** Answer in a format, from a template, with headers. */
  | 'FORMAT'
  /** Answer as if there were no such link. */
  | 'BLOCK'
  /** Answer with a status and nothing else. */
  | 'STATUS';

/** What must hold of a header of the request. */
export type LinkRuleCondition = {
  /** In lower case. */
  readonly header: Scalars['String']['output'];
  readonly operator: LinkRuleOperator;
  readonly value: Scalars['String']['output'];
  readonly caseSensitive: Scalars['Boolean']['output'];
};

export type LinkRuleAction = {
  readonly kind: LinkRuleActionKind;
  readonly format?: Maybe<LinkFormat>;
  /** Absent: the default one of the format. */
  readonly templateId?: Maybe<Scalars['ID']['output']>;
  readonly headers: ReadonlyArray<LinkHeader>;
  readonly status?: Maybe<Scalars['Int']['output']>;
};

/** What clients of some kind are answered with. The first rule that holds decides. */
export type LinkRule = {
  readonly name: Scalars['String']['output'];
  readonly enabled: Scalars['Boolean']['output'];
  readonly match: LinkRuleMatch;
  readonly conditions: ReadonlyArray<LinkRuleCondition>;
  readonly action: LinkRuleAction;
};

/** What entries are called that are shown instead of servers, by why they are. */
export type LinkNotices = {
  readonly expired: ReadonlyArray<Scalars['String']['output']>;
  readonly limited: ReadonlyArray<Scalars['String']['output']>;
  readonly disabled: ReadonlyArray<Scalars['String']['output']>;
  /** Another device may not be used. */
  readonly tooManyDevices: ReadonlyArray<Scalars['String']['output']>;
  /** The client does not name its device, and has to. */
  readonly deviceUnknown: ReadonlyArray<Scalars['String']['output']>;
  /** No server speaks what the client does. */
  readonly nothingToShow: ReadonlyArray<Scalars['String']['output']>;
};

/**
 * How the tenant’s links answer. Texts may hold `{title}`, `{username}`, `{status}`, `{used}`, `{limit}`, `{left}`, `{expires}`,
 * `{days_left}`, `{device}` and `{support_url}`.
 */
export type LinkSettings = {
  /** What clients call the subscription. */
  readonly title: Scalars['String']['output'];
  readonly supportUrl: Scalars['String']['output'];
  /** The page behind the name of the subscription. Empty: the link’s own. */
  readonly pageUrl: Scalars['String']['output'];
  readonly updateIntervalHours: Scalars['Int']['output'];
  /** Shown by clients that show announcements. */
  readonly announce: Scalars['String']['output'];
  /** Routing for clients that take it from a header. */
  readonly routing: Scalars['String']['output'];
  /** Sent with every list. */
  readonly headers: ReadonlyArray<LinkHeader>;
  /** Whether users with a limit of devices are only served to clients that name theirs. */
  readonly requireDeviceId: Scalars['Boolean']['output'];
  readonly notices: LinkNotices;
  readonly rules: ReadonlyArray<LinkRule>;
  /** Grows with every change. 0 before the first. */
  readonly revision: Scalars['Int']['output'];
};

export type LinkRuleConditionInput = {
  readonly header: Scalars['String']['input'];
  readonly operator: LinkRuleOperator;
  /** At most 512 characters. */
  readonly value?: InputMaybe<Scalars['String']['input']>;
  readonly caseSensitive?: InputMaybe<Scalars['Boolean']['input']>;
};

export type LinkRuleActionInput = {
  readonly kind: LinkRuleActionKind;
  /** Needed for FORMAT. */
  readonly format?: InputMaybe<LinkFormat>;
  readonly templateId?: InputMaybe<Scalars['ID']['input']>;
  readonly headers?: InputMaybe<ReadonlyArray<LinkHeaderInput>>;
  /** Needed for STATUS: 400 to 599. */
  readonly status?: InputMaybe<Scalars['Int']['input']>;
};

export type LinkRuleInput = {
  /** 1 to 64 characters. */
  readonly name: Scalars['String']['input'];
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  readonly match?: InputMaybe<LinkRuleMatch>;
  /** At most 16. None is for everybody. */
  readonly conditions: ReadonlyArray<LinkRuleConditionInput>;
  readonly action: LinkRuleActionInput;
};

export type LinkNoticesInput = {
  readonly expired?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly limited?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly disabled?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly tooManyDevices?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly deviceUnknown?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly nothingToShow?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What is left out stays as it is. */
export type UpdateLinkSettingsInput = {
  /** At most 64 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  readonly supportUrl?: InputMaybe<Scalars['String']['input']>;
  readonly pageUrl?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 720. */
  readonly updateIntervalHours?: InputMaybe<Scalars['Int']['input']>;
  /** At most 512 characters. */
  readonly announce?: InputMaybe<Scalars['String']['input']>;
  readonly routing?: InputMaybe<Scalars['String']['input']>;
  readonly headers?: InputMaybe<ReadonlyArray<LinkHeaderInput>>;
  readonly requireDeviceId?: InputMaybe<Scalars['Boolean']['input']>;
  readonly notices?: InputMaybe<LinkNoticesInput>;
  /** All rules, in their order: at most 64. */
  readonly rules?: InputMaybe<ReadonlyArray<LinkRuleInput>>;
  /** Fails with `changed_meanwhile` when the settings are not at this revision any more. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
};

/** A document that lists of one format are put into. `{all}` in a list of names stands for all servers. */
export type LinkTemplate = {
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  /** XRAY, SING_BOX, MIHOMO or STASH. */
  readonly format: LinkFormat;
  readonly content: Scalars['String']['output'];
  /** Used where no rule names another one. One a format. */
  readonly isDefault: Scalars['Boolean']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Grows with every change. */
  readonly revision: Scalars['Int']['output'];
};

export type CreateLinkTemplateInput = {
  /** 1 to 64 characters, unique within the tenant. */
  readonly name: Scalars['String']['input'];
  readonly format: LinkFormat;
  /** JSON for Xray and sing-box, YAML for mihomo and Stash. Refused where its client would refuse it. */
  readonly content: Scalars['String']['input'];
  readonly isDefault?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What is left out stays as it is. */
export type UpdateLinkTemplateInput = {
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly content?: InputMaybe<Scalars['String']['input']>;
  readonly isDefault?: InputMaybe<Scalars['Boolean']['input']>;
  /** Fails with `changed_meanwhile` when the template is not at this revision any more. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
};

export type LinkTemplateEdge = {
  /** Names the place; for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  readonly node: LinkTemplate;
};

/** Templates, page by page. */
export type LinkTemplateConnection = {
  readonly edges: ReadonlyArray<LinkTemplateEdge>;
  /** The nodes of the edges. */
  readonly nodes: ReadonlyArray<LinkTemplate>;
  readonly pageInfo: PageInfo;
  /** All that the filter means. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Narrows a list of templates. What is absent narrows nothing. */
export type LinkTemplateFilter = {
  /** Any of them. */
  readonly formats?: InputMaybe<ReadonlyArray<LinkFormat>>;
  readonly isDefault?: InputMaybe<Scalars['Boolean']['input']>;
};

export type LinkTemplateSortField = 'NAME' | 'FORMAT' | 'CREATED_AT' | 'UPDATED_AT';

export type LinkTemplateSort = {
  readonly field: LinkTemplateSortField;
  readonly direction?: SortDirection;
};

/** One connection through a server, or one peer of WireGuard while it is present. */
export type LiveSession = {
  /** Of its server's: `killSession` takes both. */
  readonly id: Scalars['ID']['output'];
  readonly serverId: Scalars['ID']['output'];
  readonly inboundId: Scalars['ID']['output'];
  readonly userId: Scalars['ID']['output'];
  /** Whose credentials it came with. */
  readonly deviceId: Scalars['ID']['output'];
  /** The protocol of its inbound. Absent for an inbound that is gone. */
  readonly protocol?: Maybe<InboundProtocol>;
  /** The inbound's tag. Absent for one that is gone. */
  readonly inboundTag?: Maybe<Scalars['String']['output']>;
  /** The server's name. Absent for one the caller may not see. */
  readonly serverName?: Maybe<Scalars['String']['output']>;
  /** The IP address it comes from. Absent when the engine does not know it. */
  readonly source?: Maybe<Scalars['String']['output']>;
  readonly since: Scalars['DateTime']['output'];
  /** From the user, in this session. */
  readonly uplinkBytes: Scalars['Bytes']['output'];
  /** To the user, in this session. */
  readonly downlinkBytes: Scalars['Bytes']['output'];
};

/** Open sessions, asked of the servers at this moment. */
export type LiveSessions = {
  /** The longest open first. */
  readonly nodes: ReadonlyArray<LiveSession>;
  /** Of all that match, on the servers that have answered. */
  readonly totalCount: Scalars['Int']['output'];
  /** Servers that should have been asked and did not answer in time. */
  readonly unreachableServerIds: ReadonlyArray<Scalars['ID']['output']>;
};

/** What became of an order to end sessions. */
export type KilledSessions = {
  /** How many have ended. */
  readonly sessions: Scalars['Int']['output'];
  /** Servers that should have been told and did not answer in time. */
  readonly unreachableServerIds: ReadonlyArray<Scalars['ID']['output']>;
};

/** What a user has used, as of now. */
export type TrafficUpdate = {
  readonly userId: Scalars['ID']['output'];
  /** Pass it as `after` when you come back, and nothing in between is missed. Empty when there is nothing to go on from yet. */
  readonly cursor: Scalars['String']['output'];
  /** In the current period. */
  readonly usedBytes: Scalars['Bytes']['output'];
  readonly lifetimeUsedBytes: Scalars['Bytes']['output'];
  /** Absent when there is no limit. */
  readonly limitBytes?: Maybe<Scalars['Bytes']['output']>;
  readonly lastOnlineAt?: Maybe<Scalars['DateTime']['output']>;
};

export type NotificationKind =
  /** Three days before its time is over. */
  | 'EXPIRES_SOON'
  | 'EXPIRED'
  /** All of its traffic is used. */
  | 'LIMITED'
  /** Its traffic was set back for a new period. */
  | 'RESET'
  /** Its time has begun. */
  | 'STARTED'
  /** Its queued plan has taken over. */
  | 'PLAN_CHANGED';

/** Something a user should hear of. Kept for ninety days. */
export type Notification = {
  readonly id: Scalars['ID']['output'];
  /** Pass it as `after` when you come back, and nothing in between is missed. */
  readonly cursor: Scalars['String']['output'];
  readonly userId: Scalars['ID']['output'];
  readonly kind: NotificationKind;
  readonly createdAt: Scalars['DateTime']['output'];
  /** Absent until it is read. */
  readonly readAt?: Maybe<Scalars['DateTime']['output']>;
};

export type NotificationEdge = {
  /** Names the place; for `after` and `before` of a page, not for the subscription. */
  readonly cursor: Scalars['String']['output'];
  readonly node: Notification;
};

/** Notifications, page by page. */
export type NotificationConnection = {
  readonly edges: ReadonlyArray<NotificationEdge>;
  /** The nodes of the edges. */
  readonly nodes: ReadonlyArray<Notification>;
  readonly pageInfo: PageInfo;
  /** All that the filter means. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Narrows a list of notifications. What is absent narrows nothing. */
export type NotificationFilter = {
  /** Any of them. */
  readonly kinds?: InputMaybe<ReadonlyArray<NotificationKind>>;
  /** Whether it has been read. */
  readonly read?: InputMaybe<Scalars['Boolean']['input']>;
  readonly createdAt?: InputMaybe<TimeRange>;
};

export type NotificationSortField = 'CREATED_AT' | 'KIND';

export type NotificationSort = {
  readonly field: NotificationSortField;
  readonly direction: SortDirection;
};

/** The agent and the engine of a server, as they last told. */
export type Machine = {
  readonly serverId: Scalars['ID']['output'];
  /** Whether its agent holds a stream to the panel. */
  readonly connected: Scalars['Boolean']['output'];
  readonly seenAt?: Maybe<Scalars['DateTime']['output']>;
  readonly agentVersion: Scalars['String']['output'];
  readonly engineVersion: Scalars['String']['output'];
  readonly engineHealthy: Scalars['Boolean']['output'];
  /** Users the engine serves, and connections they have open. */
  readonly users: Scalars['Int']['output'];
  readonly sessions: Scalars['Int']['output'];
  /** Whether the engine serves the configuration the panel wants. */
  readonly configurationApplied: Scalars['Boolean']['output'];
  /** Why it could not be applied; empty when nothing is wrong. */
  readonly problem: Scalars['String']['output'];
  /** How far its clock is ahead of the panel's. */
  readonly clockSkewMs: Scalars['Int']['output'];
  readonly certificateIssuedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly certificateExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  readonly processors: Scalars['Int']['output'];
  /** How much of all processors together is in use: 0 to 1. */
  readonly processorUse: Scalars['Float']['output'];
  /** What users send, as of the last seconds. */
  readonly uplinkBytesPerSecond: Scalars['Bytes']['output'];
  /** What users receive. */
  readonly downlinkBytesPerSecond: Scalars['Bytes']['output'];
  /** Load average of one minute. */
  readonly load: Scalars['Float']['output'];
  readonly memoryBytes: Scalars['Bytes']['output'];
  readonly memoryFreeBytes: Scalars['Bytes']['output'];
};

/** What a server's agent enrols with, once. */
export type EnrolmentToken = {
  /** Shown this once; only its hash is kept. */
  readonly token: Scalars['String']['output'];
  readonly expiresAt: Scalars['DateTime']['output'];
  /** Where the agent finds the panel, as host:port. */
  readonly address: Scalars['String']['output'];
  /** What to run on the server. */
  readonly command: Scalars['String']['output'];
  /** What to run on a server that has no agent yet: fetches the installer from this panel and runs it. Absent where the panel has no agent to give. */
  readonly installCommand?: Maybe<Scalars['String']['output']>;
};

/** The addresses a device has inside the tunnel of one inbound of WireGuard. */
export type TunnelAddresses = {
  readonly inboundId: Scalars['ID']['output'];
  /** One of IPv4, one of IPv6, or both. */
  readonly addresses: ReadonlyArray<Scalars['String']['output']>;
};

/** A machine that carries traffic. */
export type Server = {
  /** Absent until an agent has enrolled and connected. */
  readonly machine?: Maybe<Machine>;
  /** Absent until it was looked at for the first time. */
  readonly health?: Maybe<ServerHealth>;
  /** How far customers are, nearest first, as their connections show: links put who is clearly nearer to a reader's country first. Empty until enough was measured. */
  readonly latencies: ReadonlyArray<PlaceLatency>;
  /** Absent when there is no limit. */
  readonly trafficQuota?: Maybe<TrafficQuota>;
  /** As of now. Absent when there is no limit. */
  readonly quotaUsage?: Maybe<QuotaUsage>;
  /** Absent where it is in no group. */
  readonly failover?: Maybe<Failover>;
  readonly id: Scalars['ID']['output'];
  readonly tenantId: Scalars['ID']['output'];
  /** Unique within the tenant, whatever its case. */
  readonly name: Scalars['String']['output'];
  readonly state: ServerState;
  readonly region: Region;
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** Where clients reach it: IP addresses or host names. */
  readonly addresses: ReadonlyArray<Scalars['String']['output']>;
  readonly capacity: ServerCapacity;
  /** Charged bytes are raw bytes times this, over a thousand. */
  readonly coefficientMilli: Scalars['Int']['output'];
  /** Whether every tenant may read and use it. */
  readonly shared: Scalars['Boolean']['output'];
  readonly note: Scalars['String']['output'];
  /** Grows with every change. */
  readonly revision: Scalars['Int']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  /** What it listens with, as far as the caller may see it. By tag. Needs the permission `nodes.inbound.read`. */
  readonly inbounds: ReadonlyArray<Inbound>;
};

/** A machine as of this moment. */
export type MachineUpdate = {
  readonly serverId: Scalars['ID']['output'];
  /** Absent until an agent has enrolled and connected. */
  readonly machine?: Maybe<Machine>;
};

/** Which part of a list is wanted: what comes after a row, or what comes before one. */
export type Pagination = {
  /** So many rows from the beginning, or after `after`. 1 to 500; 50 when neither `first` nor `last` is given. */
  readonly first?: InputMaybe<Scalars['Int']['input']>;
  /** The cursor of a row: what follows it is wanted. */
  readonly after?: InputMaybe<Scalars['String']['input']>;
  /** So many rows from the end, or before `before`. 1 to 500. */
  readonly last?: InputMaybe<Scalars['Int']['input']>;
  /** The cursor of a row: what precedes it is wanted. */
  readonly before?: InputMaybe<Scalars['String']['input']>;
};

/** Where a page lies in its list. */
export type PageInfo = {
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Absent when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** Absent when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

export type SortDirection = 'ASC' | 'DESC';

/** A part of the platform that can be restarted alone. */
export type ServiceType =
  | 'AUTH'
  /** The API itself: requests under way are answered first, and for a moment new ones are asked to come again. */
  | 'CORE'
  | 'NODES'
  | 'BACKUP';

/** What accounts may do. */
export type Role = {
  readonly id: Scalars['ID']['output'];
  /** How accounts name it. Never changes. */
  readonly name: Scalars['String']['output'];
  readonly description: Scalars['String']['output'];
  /** The same for all tenants, and cannot be changed. */
  readonly builtIn: Scalars['Boolean']['output'];
  /** Its accounts see only what is their own. */
  readonly ownRowsOnly: Scalars['Boolean']['output'];
  /** Names of permissions; `*` is all of them. */
  readonly permissions: ReadonlyArray<Scalars['String']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
};

/** One thing an account can be allowed to do. */
export type Permission = {
  /** For instance `core.user.update`. */
  readonly name: Scalars['String']['output'];
  readonly description: Scalars['String']['output'];
};

export type CreateRoleInput = {
  /** 2 to 48 small letters, digits and hyphens, beginning with a letter. Unique within the tenant. */
  readonly name: Scalars['String']['input'];
  /** At most 500 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Its accounts see only what is their own, as customers do. */
  readonly ownRowsOnly?: InputMaybe<Scalars['Boolean']['input']>;
  /** None that the caller does not hold. */
  readonly permissions: ReadonlyArray<Scalars['String']['input']>;
};

/** What is absent stays. */
export type UpdateRoleInput = {
  /** At most 500 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** All that it holds from now on, none of which the caller does not hold. */
  readonly permissions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type RoleEdge = {
  /** Names the place; for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  readonly node: Role;
};

/** Roles, page by page. */
export type RoleConnection = {
  readonly edges: ReadonlyArray<RoleEdge>;
  /** The nodes of the edges. */
  readonly nodes: ReadonlyArray<Role>;
  readonly pageInfo: PageInfo;
  /** All that the filter means. */
  readonly totalCount: Scalars['Int']['output'];
};

export type PermissionEdge = {
  /** Names the place; for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  readonly node: Permission;
};

/** Permissions, page by page. */
export type PermissionConnection = {
  readonly edges: ReadonlyArray<PermissionEdge>;
  /** The nodes of the edges. */
  readonly nodes: ReadonlyArray<Permission>;
  readonly pageInfo: PageInfo;
  /** All that the search finds. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Narrows a list of roles. What is absent narrows nothing. */
export type RoleFilter = {
  readonly builtIn?: InputMaybe<Scalars['Boolean']['input']>;
  /** Those that allow it, `*` included. */
  readonly permission?: InputMaybe<Scalars['String']['input']>;
};

export type RoleSortField = 'NAME' | 'CREATED_AT';

export type RoleSort = {
  readonly field: RoleSortField;
  readonly direction?: SortDirection;
};

export type PermissionSortField = 'NAME';

export type PermissionSort = {
  readonly field: PermissionSortField;
  readonly direction?: SortDirection;
};

export type RolloutState =
  /** It goes on by itself. */
  | 'RUNNING'
  /** It waits for `resumeRollout` or `abortRollout`; `cause` says why. */
  | 'PAUSED'
  /** All servers have the version. */
  | 'COMPLETED'
  /** It takes back what it has brought; `cause` says why. */
  | 'ROLLING_BACK'
  /** It failed, and has taken back what it had brought; `cause` says why. */
  | 'ROLLED_BACK'
  /** Somebody ended it. */
  | 'ABORTED';

/** Why a rollout is paused or was rolled back, or what is wrong with a server of it. */
export type RolloutCause =
  /** Somebody wanted it so. */
  | 'OPERATOR'
  /** Nothing is heard of a server, so nobody can tell how it is. */
  | 'METRICS_MISSING'
  /** The engine refused the version. */
  | 'CONFIGURATION_REFUSED'
  /** The engine says that it is not well. */
  | 'ENGINE_UNHEALTHY'
  /** Fewer connections succeed than before. */
  | 'CONNECTIONS_FAILING';

export type RolloutServerState =
  /** Its stage has not come. */
  | 'WAITING'
  /** It was told, and its engine has not answered yet. */
  | 'APPLYING'
  | 'HEALTHY'
  | 'FAILING'
  /** Nothing is heard of it. */
  | 'SILENT'
  /** It serves again what it served before. */
  | 'ROLLED_BACK';

/** A part of the servers that is brought a version together. */
export type RolloutStage = {
  /** 1 to 100. */
  readonly percent: Scalars['Int']['output'];
  /** How many servers have the version by its end: the share rounded up, and at least one. */
  readonly servers: Scalars['Int']['output'];
};

/** How a rollout goes on one server. */
export type RolloutServer = {
  readonly serverId: Scalars['ID']['output'];
  /** The stage it belongs to, from 0. */
  readonly stage: Scalars['Int']['output'];
  readonly state: RolloutServerState;
  /** Absent while all is well. */
  readonly cause?: Maybe<RolloutCause>;
  /** The version it has from the rollout. Absent until then. */
  readonly versionId?: Maybe<Scalars['ID']['output']>;
  /** What it served before. Absent until its stage has come. */
  readonly previousVersionId?: Maybe<Scalars['ID']['output']>;
  /** Absent when the server is gone. Needs the permission `nodes.server.read`. */
  readonly server?: Maybe<Server>;
};

/** A version of a configuration on its way to servers, in stages, each judged before the next. */
export type Rollout = {
  readonly id: Scalars['ID']['output'];
  readonly tenantId: Scalars['ID']['output'];
  /** What is brought. */
  readonly versionId: Scalars['ID']['output'];
  /** Of what is brought. */
  readonly hash: Scalars['String']['output'];
  readonly state: RolloutState;
  /** Grows with every change. */
  readonly revision: Scalars['Int']['output'];
  /** Absent while all is well. */
  readonly cause?: Maybe<RolloutCause>;
  /** The server that decided it. Absent where none did. */
  readonly causeServerId?: Maybe<Scalars['ID']['output']>;
  /** Why it was started, in the words of who did it. Empty when nothing was said. */
  readonly reason: Scalars['String']['output'];
  readonly author: ConfigurationAuthor;
  /** Which of the stages it is in, from 0. */
  readonly stage: Scalars['Int']['output'];
  readonly stages: ReadonlyArray<RolloutStage>;
  /** How long a stage must be well before the next. */
  readonly windowSeconds: Scalars['Int']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  /** Of the stage it is in. Absent until that has begun. */
  readonly stageStartedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Absent until it is over. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** In the order they are brought it. */
  readonly servers: ReadonlyArray<RolloutServer>;
  /** What is brought. Absent when its server is gone. */
  readonly version?: Maybe<ConfigurationVersion>;
};

export type RolloutEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Rollout;
};

export type RolloutConnection = {
  readonly edges: ReadonlyArray<RolloutEdge>;
  readonly nodes: ReadonlyArray<Rollout>;
  readonly pageInfo: PageInfo;
  /** All that match. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Narrows a list of rollouts. What is absent narrows nothing. */
export type RolloutFilter = {
  /** Any of these. */
  readonly states?: InputMaybe<ReadonlyArray<RolloutState>>;
  /** Over this server. */
  readonly serverId?: InputMaybe<Scalars['ID']['input']>;
  /** Part of the reason, in any case. 200 characters at most. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

export type RolloutSortField =
  | 'CREATED_AT'
  /** By name. */
  | 'STATE';

export type RolloutSort = {
  readonly field: RolloutSortField;
  readonly direction?: SortDirection;
};

export type StartRolloutInput = {
  /** A draft, or a version of any server of the tenant. */
  readonly versionId: Scalars['ID']['input'];
  /** Of the tenant's own. They are brought the version in this order. 1,000 at most. */
  readonly serverIds: ReadonlyArray<Scalars['ID']['input']>;
  /** In percent, rising, ending with 100. 10 at most. */
  readonly stages?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
  /** How long a stage must be well before the next. 5 to 86400. */
  readonly windowSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Why. 500 characters at most. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

export type ServerHealthState =
  | 'HEALTHY'
  /** It serves, with something missing or slow. Links still show it. */
  | 'DEGRADED'
  /** Links do not show it, until it has been well for a while. */
  | 'UNHEALTHY';

export type ServerHealthReasonCode =
  /** Its agent has not been heard of for a while. */
  | 'AGENT_SILENT'
  /** Its engine says that something is wrong with it, or does not run. */
  | 'ENGINE_UNHEALTHY'
  /** What the panel wants served could not be applied. */
  | 'CONFIGURATION_REFUSED'
  /** No handshake could be made with an inbound. */
  | 'INBOUND_UNREACHABLE'
  /** Its clock is more than a minute off the panel's. */
  | 'CLOCK_SKEWED'
  /** Its certificate was not renewed in time. */
  | 'CERTIFICATE_EXPIRING';

/** Why a server is not well. */
export type ServerHealthReason = {
  readonly code: ServerHealthReasonCode;
  /** The inbound it is about, if it is about one. */
  readonly inboundId?: Maybe<Scalars['ID']['output']>;
};

export type HandshakeFailure =
  /** Nobody listens there. */
  | 'REFUSED'
  | 'TIMEOUT'
  /** Somebody answers, and not as the inbound should. */
  | 'HANDSHAKE_FAILED'
  /** The server's address could not be looked up. */
  | 'UNRESOLVED'
  /** The connection was closed meanwhile. */
  | 'CLOSED';

/** What became of the panel's last handshake with an inbound. */
export type InboundHealth = {
  readonly inboundId: Scalars['ID']['output'];
  readonly reachable: Scalars['Boolean']['output'];
  /** Until the handshake was done. Absent where it was not. */
  readonly latencyMs?: Maybe<Scalars['Int']['output']>;
  readonly checkedAt: Scalars['DateTime']['output'];
  /** Absent where it was done. */
  readonly failure?: Maybe<HandshakeFailure>;
};

/** How well a server serves: what its agent tells, and what becomes of the panel's handshakes with its inbounds. */
export type ServerHealth = {
  readonly state: ServerHealthState;
  /** 0 to 100, over the last looks. */
  readonly score: Scalars['Int']['output'];
  /** Since when it is in this state. */
  readonly since: Scalars['DateTime']['output'];
  readonly checkedAt: Scalars['DateTime']['output'];
  /** Why it is not well, as of the last look. */
  readonly reasons: ReadonlyArray<ServerHealthReason>;
  /** Of the inbounds that handshakes are made with. */
  readonly inbounds: ReadonlyArray<InboundHealth>;
};

/** How far a server is from customers of a country. */
export type PlaceLatency = {
  /** ISO 3166-1 alpha-2 in capitals. Absent for customers of whom nobody knows where they are. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** The median of their round trips over some hours: half of the customers have a shorter one. It stays while measurements move a little. */
  readonly medianMs: Scalars['Int']['output'];
};

export type LogSource = 'AGENT' | 'ENGINE';

export type LogSeverity = 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR';

/** A line that a server has logged, without addresses and secrets. */
export type ServerLogLine = {
  /** By the server's own clock. Absent where the line does not say. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  readonly source: LogSource;
  readonly severity: LogSeverity;
  readonly text: Scalars['String']['output'];
};

/** Which traffic of its users counts. What a server relays crosses its network card twice, in and out: where a provider counts what goes out, that is both directions of the users. */
export type CountedTraffic =
  | 'BOTH'
  | 'UPLINK'
  | 'DOWNLINK'
  /** Whichever of the two is more in the month. */
  | 'LARGER';

/** When a month begins: on this day, at midnight in this zone. */
export type MonthlyReset = {
  /** 1 to 31: 31 means the last day of shorter months. */
  readonly dayOfMonth: Scalars['Int']['output'];
  /** As in the IANA's list: Europe/Berlin. */
  readonly zone: Scalars['String']['output'];
};

/** What a server may carry in a month, as its provider sells it. */
export type TrafficQuota = {
  readonly limitBytes: Scalars['Bytes']['output'];
  readonly counted: CountedTraffic;
  readonly reset: MonthlyReset;
  /** From this share on there is an event for alerts. */
  readonly warningPercent: Scalars['Int']['output'];
};

export type QuotaState =
  | 'WITHIN'
  /** Past the share it warns at. */
  | 'WARNED'
  /** Links do not show the server until its next month begins. Who is connected stays. */
  | 'EXHAUSTED';

/** How a server stands in its quota. */
export type QuotaUsage = {
  /** Of the traffic that counts, in the month under way. */
  readonly usedBytes: Scalars['Bytes']['output'];
  readonly state: QuotaState;
  readonly periodStartedAt: Scalars['DateTime']['output'];
  readonly periodEndsAt: Scalars['DateTime']['output'];
};

/** Of the servers of a group, links show only the best that serve; the others are spares. */
export type Failover = {
  /** Two names that differ only in case are one. */
  readonly group: Scalars['String']['output'];
  /** The lowest is shown first. */
  readonly rank: Scalars['Int']['output'];
};

export type MonthlyResetInput = {
  /** 1 to 31: 31 means the last day of shorter months. */
  readonly dayOfMonth?: InputMaybe<Scalars['Int']['input']>;
  /** As in the IANA's list: Europe/Berlin. */
  readonly zone?: InputMaybe<Scalars['String']['input']>;
};

export type TrafficQuotaInput = {
  /** Absent for no limit. */
  readonly limitBytes?: InputMaybe<Scalars['Bytes']['input']>;
  readonly counted?: InputMaybe<CountedTraffic>;
  readonly reset?: InputMaybe<MonthlyResetInput>;
  /** 1 to 100: from this share on there is an event for alerts. */
  readonly warningPercent?: InputMaybe<Scalars['Int']['input']>;
};

export type FailoverInput = {
  /** Absent for none. 100 characters at most. */
  readonly group?: InputMaybe<Scalars['String']['input']>;
  /** 0 to 1,000,000. The lowest is shown first. */
  readonly rank?: InputMaybe<Scalars['Int']['input']>;
};

/** A server of a fail-over group. */
export type FailoverMember = {
  readonly serverId: Scalars['ID']['output'];
  /** Absent where the caller may not see it. */
  readonly server?: Maybe<Server>;
  readonly rank: Scalars['Int']['output'];
  /** Links do not show it, for others of the group serve that are better. */
  readonly spare: Scalars['Boolean']['output'];
};

/** Servers of which links show only the best that serve. A spare takes the place of one that is not well, is drained or has used up its month at once; the way back takes a while. */
export type FailoverGroup = {
  readonly name: Scalars['String']['output'];
  /** How many of its servers links show at once. */
  readonly shownServers: Scalars['Int']['output'];
  /** Best first. */
  readonly members: ReadonlyArray<FailoverMember>;
};

/** What a server does with users. */
export type ServerState =
  /** It is being set up and carries nobody yet. */
  | 'PROVISIONING'
  | 'ACTIVE'
  /** It keeps the users it has and takes no new ones. */
  | 'DRAINING'
  /** It carries nobody. */
  | 'DISABLED';

/** Where a server stands. */
export type Region = {
  /** Two letters, as in ISO 3166-1. Absent when unknown. */
  readonly country?: Maybe<Scalars['String']['output']>;
  readonly city?: Maybe<Scalars['String']['output']>;
  /** Degrees north. Given together with `longitude`. */
  readonly latitude?: Maybe<Scalars['Float']['output']>;
  /** Degrees east. */
  readonly longitude?: Maybe<Scalars['Float']['output']>;
};

/** What a server is meant to carry. */
export type ServerCapacity = {
  /** At once. Absent when there is no limit. */
  readonly users?: Maybe<Scalars['Int']['output']>;
  /** Absent when there is no limit. */
  readonly megabitsPerSecond?: Maybe<Scalars['Int']['output']>;
};

/** Narrows a list of servers. What is absent narrows nothing. */
export type ServerFilter = {
  /** Any of them. */
  readonly states?: InputMaybe<ReadonlyArray<ServerState>>;
  /** Any of them: two letters, as in ISO 3166-1. */
  readonly countries?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** All of them. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly shared?: InputMaybe<Scalars['Boolean']['input']>;
  /** Part of the name, the note or the city in any case, or a whole tag or address. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

export type RegionInput = {
  /** Two letters, as in ISO 3166-1. */
  readonly country?: InputMaybe<Scalars['String']['input']>;
  readonly city?: InputMaybe<Scalars['String']['input']>;
  /** Degrees north. Give `longitude` too. */
  readonly latitude?: InputMaybe<Scalars['Float']['input']>;
  /** Degrees east. */
  readonly longitude?: InputMaybe<Scalars['Float']['input']>;
};

export type ServerCapacityInput = {
  /** Absent for no limit. */
  readonly users?: InputMaybe<Scalars['Int']['input']>;
  /** Absent for no limit. */
  readonly megabitsPerSecond?: InputMaybe<Scalars['Int']['input']>;
};

export type CreateServerInput = {
  /** 1 to 100 characters, unique within the tenant whatever their case. */
  readonly name: Scalars['String']['input'];
  readonly state?: InputMaybe<ServerState>;
  readonly region?: InputMaybe<RegionInput>;
  /** 32 at most. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Where clients reach it: IP addresses or host names. 32 at most. */
  readonly addresses?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly capacity?: InputMaybe<ServerCapacityInput>;
  /** 0 to 100,000. Charged bytes are raw bytes times this, over a thousand. */
  readonly coefficientMilli?: InputMaybe<Scalars['Int']['input']>;
  /** Lets every tenant read and use it. */
  readonly shared?: InputMaybe<Scalars['Boolean']['input']>;
  readonly note?: InputMaybe<Scalars['String']['input']>;
  readonly trafficQuota?: InputMaybe<TrafficQuotaInput>;
  readonly failover?: InputMaybe<FailoverInput>;
};

/** What is to change; what is absent stays. */
export type UpdateServerInput = {
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly state?: InputMaybe<ServerState>;
  /** Replaces the whole region. */
  readonly region?: InputMaybe<RegionInput>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly addresses?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Replaces the whole capacity. */
  readonly capacity?: InputMaybe<ServerCapacityInput>;
  /** Counts for traffic from now on. */
  readonly coefficientMilli?: InputMaybe<Scalars['Int']['input']>;
  readonly shared?: InputMaybe<Scalars['Boolean']['input']>;
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** Replaces the whole quota. */
  readonly trafficQuota?: InputMaybe<TrafficQuotaInput>;
  /** Replaces the whole of it. */
  readonly failover?: InputMaybe<FailoverInput>;
  /** The revision that was edited: another one there now refuses the change with `revision_mismatch`. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
};

/** A server as it is now, or as it becomes. */
export type ServerStatus = {
  readonly serverId: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly state: ServerState;
  /** Of the server, when this was so. */
  readonly revision: Scalars['Int']['output'];
  /** To come back with: what follows is told then. Empty when there is nothing to go on from. */
  readonly cursor: Scalars['String']['output'];
};

export type ServerSortField = 'NAME' | 'STATE' | 'COUNTRY' | 'CREATED_AT';

export type ServerSort = {
  readonly field: ServerSortField;
  readonly direction?: SortDirection;
};

export type ServerEdge = {
  /** Names the place; for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  readonly node: Server;
};

/** Servers, page by page. */
export type ServerConnection = {
  readonly edges: ReadonlyArray<ServerEdge>;
  /** The nodes of the edges. */
  readonly nodes: ReadonlyArray<Server>;
  readonly pageInfo: PageInfo;
  /** All that the filter means. */
  readonly totalCount: Scalars['Int']['output'];
};

export type SessionKind =
  /** A browser, which holds its tokens in cookies. */
  | 'BROWSER'
  /** A program, which sends its tokens itself. */
  | 'API';

/** Somebody, signed in somewhere. */
export type Session = {
  readonly id: Scalars['ID']['output'];
  readonly accountId: Scalars['ID']['output'];
  readonly kind: SessionKind;
  readonly createdAt: Scalars['DateTime']['output'];
  /** When its tokens were last refreshed: up to 15 minutes before it was last used. */
  readonly lastSeenAt: Scalars['DateTime']['output'];
  /** When it ends unless it is used before. */
  readonly idleExpiresAt: Scalars['DateTime']['output'];
  /** When it ends whatever happens. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** The address it was last seen at. Empty when that is not known. */
  readonly clientAddress: Scalars['String']['output'];
  /** What the client says it is. Empty when it says nothing. */
  readonly userAgent: Scalars['String']['output'];
  /** Whether it is the one this request was made with. */
  readonly current: Scalars['Boolean']['output'];
};

export type SessionEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Session;
};

export type SessionConnection = {
  readonly edges: ReadonlyArray<SessionEdge>;
  readonly nodes: ReadonlyArray<Session>;
  readonly pageInfo: PageInfo;
  /** All open sessions of the account. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

export type SessionSortField = 'CREATED_AT' | 'LAST_SEEN_AT';

export type SessionSort = {
  readonly field: SessionSortField;
  readonly direction?: SortDirection;
};

/** In what form a client takes its list of servers. */
export type LinkFormat =
  /** Share links, one a line, in base64. */
  | 'LINKS'
  /** Configurations of Xray, one a server. */
  | 'XRAY'
  | 'SING_BOX'
  /** Mihomo, Clash Meta and their kin. */
  | 'MIHOMO'
  | 'STASH'
  /** One server of Shadowsocks, for an ssconf:// address. */
  | 'OUTLINE'
  /** Servers of Shadowsocks. */
  | 'SIP008'
  /** Configuration files, several of them in an archive. */
  | 'WIREGUARD'
  | 'AMNEZIAWG'
  /** The page for browsers. */
  | 'PAGE';

/** The secret address of a user’s configuration. */
export type SubscriptionLink = {
  /** The whole address: what a customer is given. */
  readonly url: Scalars['String']['output'];
  /** What stands in the address. Whoever knows it is served. */
  readonly token: Scalars['String']['output'];
  /** 1, 2, 3, …: which of the user’s tokens it is. */
  readonly generation: Scalars['Int']['output'];
  readonly rotatedAt: Scalars['DateTime']['output'];
};

/** A header of a request or an answer. */
export type LinkHeaderInput = {
  readonly name: Scalars['String']['input'];
  readonly value: Scalars['String']['input'];
};

export type LinkHeader = {
  readonly name: Scalars['String']['output'];
  readonly value: Scalars['String']['output'];
};

/** What a link would answer a client with. */
export type LinkPreview = {
  readonly status: Scalars['Int']['output'];
  /** The rule that decided, by its name. Absent when none did. */
  readonly rule?: Maybe<Scalars['String']['output']>;
  readonly contentType: Scalars['String']['output'];
  readonly headers: ReadonlyArray<LinkHeader>;
  /** Archives in base64. */
  readonly body: Scalars['String']['output'];
};

export type LinkPreviewInput = {
  readonly userId: Scalars['ID']['input'];
  /** What the client sends, such as its User-Agent. At most 32. */
  readonly headers?: InputMaybe<ReadonlyArray<LinkHeaderInput>>;
  /** As `?format=` asks for it. */
  readonly format?: InputMaybe<LinkFormat>;
  /** Settings to try instead of those there are. */
  readonly settings?: InputMaybe<UpdateLinkSettingsInput>;
};

/** How well something is. */
export type HealthState =
  | 'OK'
  /** It serves, with something missing or late. */
  | 'DEGRADED'
  | 'FAILED';

/** One part the platform stands on, such as a database or the message bus. */
export type PartHealth = {
  /** The service and its part, e.g. `auth/database`. */
  readonly name: Scalars['String']['output'];
  readonly state: HealthState;
  /** One sentence for people. Absent when the part is well. */
  readonly detail?: Maybe<Scalars['String']['output']>;
};

/** How well the platform is, for anyone who asks. */
export type HealthStatus = {
  readonly state: HealthState;
  readonly parts: ReadonlyArray<PartHealth>;
  readonly checkedAt: Scalars['DateTime']['output'];
};

/** One service as it runs now. */
export type ServiceStatus = {
  readonly name: Scalars['String']['output'];
  /** Absent when the service does not answer. */
  readonly version?: Maybe<Scalars['String']['output']>;
  readonly state: HealthState;
  readonly parts: ReadonlyArray<PartHealth>;
  /** Absent when the service does not answer. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Resident memory of the process the service runs in. Absent when the service does not answer. */
  readonly residentMemoryBytes?: Maybe<Scalars['Bytes']['output']>;
  /** Events committed and waiting for the bus. Absent when the service does not answer. */
  readonly outboxBacklog?: Maybe<Scalars['Int']['output']>;
  /** Events given up on, waiting for a person. Absent when the service does not answer. */
  readonly deadLetters?: Maybe<Scalars['Int']['output']>;
};

/** The platform as its operator sees it. */
export type SystemStatus = {
  readonly state: HealthState;
  readonly version: Scalars['String']['output'];
  /** Whether all services share one process or run separately. */
  readonly shape: DeploymentShape;
  readonly services: ReadonlyArray<ServiceStatus>;
  /** Accounts that can sign in. */
  readonly accountCount: Scalars['Int']['output'];
  /** Figures of this moment; the subscription `systemMetrics` keeps sending them. */
  readonly metrics: SystemMetrics;
  readonly checkedAt: Scalars['DateTime']['output'];
};

export type DeploymentShape = 'STANDALONE' | 'DISTRIBUTED';

/** Figures of the platform, sent every few seconds. */
export type SystemMetrics = {
  readonly measuredAt: Scalars['DateTime']['output'];
  /** Resident memory of the processes of all services that answer, each process counted once. */
  readonly residentMemoryBytes: Scalars['Bytes']['output'];
  readonly outboxBacklog: Scalars['Int']['output'];
  readonly deadLetters: Scalars['Int']['output'];
};

/** The operator of the platform, or a reseller: everything belongs to one of them. */
export type Tenant = {
  readonly id: Scalars['ID']['output'];
  /** What it is called in addresses. Never changes. */
  readonly slug: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
  /** IANA name of the time zone its calendar rules go by, for instance `Europe/Berlin`. */
  readonly zone: Scalars['String']['output'];
  /** Nobody of a suspended tenant can sign in. */
  readonly suspended: Scalars['Boolean']['output'];
  /** Runs the platform. */
  readonly operator: Scalars['Boolean']['output'];
  readonly limits: TenantLimits;
  readonly createdAt: Scalars['DateTime']['output'];
};

export type TenantLimits = {
  /** Absent: as many users as it likes. */
  readonly mostUsers?: Maybe<Scalars['Int']['output']>;
  /** Absent: as many accounts as it likes. */
  readonly mostAccounts?: Maybe<Scalars['Int']['output']>;
};

export type TenantEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Tenant;
};

export type TenantConnection = {
  readonly edges: ReadonlyArray<TenantEdge>;
  readonly nodes: ReadonlyArray<Tenant>;
  readonly pageInfo: PageInfo;
  /** All tenants that fit. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

export type TenantFilter = {
  readonly suspended?: InputMaybe<Scalars['Boolean']['input']>;
};

export type TenantSortField = 'SLUG' | 'NAME' | 'CREATED_AT';

export type TenantSort = {
  readonly field: TenantSortField;
  readonly direction?: SortDirection;
};

export type TenantLimitsInput = {
  /** Absent: as many users as it likes. */
  readonly mostUsers?: InputMaybe<Scalars['Int']['input']>;
  /** Absent: as many accounts as it likes. */
  readonly mostAccounts?: InputMaybe<Scalars['Int']['input']>;
};

export type CreateTenantInput = {
  /** 2 to 48 small letters, digits and hyphens, beginning with a letter. */
  readonly slug: Scalars['String']['input'];
  /** 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** IANA name of a time zone. */
  readonly zone?: InputMaybe<Scalars['String']['input']>;
  readonly limits?: InputMaybe<TenantLimitsInput>;
  /** What the account that runs the tenant signs in as: 1 to 64 characters without spaces. */
  readonly ownerUsername: Scalars['String']['input'];
  /** 12 to 256 characters. One is generated where this is absent. It must be changed in any case. */
  readonly ownerPassword?: InputMaybe<Scalars['String']['input']>;
};

/** What is absent stays. */
export type UpdateTenantInput = {
  /** 1 to 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** IANA name of a time zone. */
  readonly zone?: InputMaybe<Scalars['String']['input']>;
  /** Replaces both limits. */
  readonly limits?: InputMaybe<TenantLimitsInput>;
};

export type CreateTenantPayload = {
  readonly tenant: Tenant;
  /** The account that runs it. */
  readonly owner: Account;
  /** Told this once. Absent where a password was given. */
  readonly generatedPassword?: Maybe<Scalars['String']['output']>;
};

export type UserStatus =
  | 'ACTIVE'
  /** Waits for its first connection, from which its time runs. */
  | 'ON_HOLD'
  /** Has used what it may. */
  | 'LIMITED'
  /** Its time is over. */
  | 'EXPIRED'
  /** Somebody has forbidden it. */
  | 'DISABLED';

/** When used traffic starts again from nothing. */
export type ResetStrategy =
  | 'NONE'
  /** At midnight. */
  | 'DAY'
  /** On Monday. */
  | 'WEEK'
  /** On the first of the month. */
  | 'MONTH'
  /** Every month at the day and time of `resetAnchor`; where a month is shorter, on its last day. */
  | 'ROLLING_MONTH'
  /** Every year at the day and time of `resetAnchor`. */
  | 'YEAR';

/** How a user waits for its first connection. */
export type Hold = {
  /** For how long it is valid once it starts. */
  readonly validitySeconds: Scalars['Int']['output'];
  /** When it starts by itself. */
  readonly until?: Maybe<Scalars['DateTime']['output']>;
};

/** What takes the place of a user’s limits when its time or its traffic runs out. */
export type NextPlan = {
  /** Absent is no limit. */
  readonly limitBytes?: Maybe<Scalars['Bytes']['output']>;
  /** How long it lasts from when it takes over. Absent is for good. */
  readonly durationSeconds?: Maybe<Scalars['Int']['output']>;
  readonly resetStrategy: ResetStrategy;
  /** Whether what is left of the limit before is added to the new one. */
  readonly carryOver: Scalars['Boolean']['output'];
};

/** An account a user belongs to. */
export type UserAccount = {
  readonly id: Scalars['ID']['output'];
  readonly username: Scalars['String']['output'];
  readonly role: Scalars['String']['output'];
};

/** A VPN subscriber. */
export type User = {
  readonly id: Scalars['ID']['output'];
  readonly tenantId: Scalars['ID']['output'];
  /** Unique within the tenant, whatever its case and width. */
  readonly username: Scalars['String']['output'];
  readonly status: UserStatus;
  /** Absent when it is not on hold. */
  readonly hold?: Maybe<Hold>;
  /** What it may use in one period. Absent is no limit. */
  readonly limitBytes?: Maybe<Scalars['Bytes']['output']>;
  /** What it has used in the present period. */
  readonly usedBytes: Scalars['Bytes']['output'];
  readonly lifetimeUsedBytes: Scalars['Bytes']['output'];
  readonly resetStrategy: ResetStrategy;
  readonly resetAnchor: Scalars['DateTime']['output'];
  /** IANA zone of its calendar. Absent is the tenant’s. */
  readonly zone?: Maybe<Scalars['String']['output']>;
  readonly periodStartedAt: Scalars['DateTime']['output'];
  /** Absent when nothing resets. */
  readonly nextResetAt?: Maybe<Scalars['DateTime']['output']>;
  /** Absent is never, and on hold: not known yet. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  readonly firstConnectedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly lastOnlineAt?: Maybe<Scalars['DateTime']['output']>;
  /** How many devices it may use. Absent is no limit. */
  readonly deviceLimit?: Maybe<Scalars['Int']['output']>;
  /** From how many addresses at once. Absent is no limit. */
  readonly addressLimit?: Maybe<Scalars['Int']['output']>;
  /** In thousands of bits per second. Absent is no limit. */
  readonly speedLimitUpKbps?: Maybe<Scalars['Int']['output']>;
  /** In thousands of bits per second. Absent is no limit. */
  readonly speedLimitDownKbps?: Maybe<Scalars['Int']['output']>;
  readonly note: Scalars['String']['output'];
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  readonly email?: Maybe<Scalars['String']['output']>;
  readonly telegramId?: Maybe<Scalars['String']['output']>;
  readonly nextPlan?: Maybe<NextPlan>;
  readonly groups: ReadonlyArray<Group>;
  readonly devices: ReadonlyArray<Device>;
  /** What it used in its last 12 periods that are over, the newest first. */
  readonly usagePeriods: ReadonlyArray<UsagePeriod>;
  /** The account it belongs to. */
  readonly account?: Maybe<UserAccount>;
  /** Needs `core.user.credentials`. */
  readonly subscriptionLink: SubscriptionLink;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Grows with every change, but not with traffic. */
  readonly revision: Scalars['Int']['output'];
};

export type UserEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: User;
};

export type UserConnection = {
  readonly edges: ReadonlyArray<UserEdge>;
  readonly nodes: ReadonlyArray<User>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/** From `min` to `max`, both included. */
export type BytesRange = {
  readonly min?: InputMaybe<Scalars['Bytes']['input']>;
  readonly max?: InputMaybe<Scalars['Bytes']['input']>;
};

/** From `from` on, and before `before`. */
export type TimeRange = {
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  readonly before?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Users of whom all that is given holds. An empty list means nobody. */
export type UserFilter = {
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Words, all of which stand in the name, the note, a tag or a contact. One or two characters find what begins with them. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Any of these names, whatever their case and width. */
  readonly usernames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly statuses?: InputMaybe<ReadonlyArray<UserStatus>>;
  /** In any of these. */
  readonly groupIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly accountIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** With all of these. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly resetStrategies?: InputMaybe<ReadonlyArray<ResetStrategy>>;
  /** Whether it has no traffic limit. */
  readonly unlimited?: InputMaybe<Scalars['Boolean']['input']>;
  readonly usedBytes?: InputMaybe<BytesRange>;
  readonly limitBytes?: InputMaybe<BytesRange>;
  readonly neverExpires?: InputMaybe<Scalars['Boolean']['input']>;
  readonly expiresAt?: InputMaybe<TimeRange>;
  readonly createdAt?: InputMaybe<TimeRange>;
  readonly lastOnlineAt?: InputMaybe<TimeRange>;
  readonly neverOnline?: InputMaybe<Scalars['Boolean']['input']>;
};

export type UserSortField =
  | 'CREATED_AT'
  | 'USERNAME'
  | 'STATUS'
  /** Those that never expire are the last to do so. */
  | 'EXPIRES_AT'
  /** No limit is the highest. */
  | 'LIMIT_BYTES'
  | 'USED_BYTES'
  /** Those that never were come first. */
  | 'LAST_ONLINE_AT';

export type UserSort = {
  readonly field: UserSortField;
  readonly direction: SortDirection;
};

export type HoldInput = {
  /** For how long it is valid once it starts. 1 second to 68 years. */
  readonly validitySeconds: Scalars['Int']['input'];
  /** When it starts by itself. Absent is never. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
};

export type NextPlanInput = {
  /** Absent is no limit. */
  readonly limitBytes?: InputMaybe<Scalars['Bytes']['input']>;
  /** How long it lasts from when it takes over. Absent is for good. */
  readonly durationSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** NONE when nothing is said. */
  readonly resetStrategy?: InputMaybe<ResetStrategy>;
  /** Whether what is left of the limit before is added to the new one. No when nothing is said. */
  readonly carryOver?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A name is enough. */
export type CreateUserInput = {
  /** 1 to 64 characters of any script, unique within the tenant. */
  readonly username: Scalars['String']['input'];
  /** Whether nobody may connect as it yet. */
  readonly disabled?: InputMaybe<Scalars['Boolean']['input']>;
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** The tenant’s default groups when nothing is said; none for an empty list. */
  readonly groupIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly limitBytes?: InputMaybe<Scalars['Bytes']['input']>;
  /** NONE when nothing is said. */
  readonly resetStrategy?: InputMaybe<ResetStrategy>;
  /** For ROLLING_MONTH and YEAR. Now, when nothing is said. */
  readonly resetAnchor?: InputMaybe<Scalars['DateTime']['input']>;
  /** IANA zone of its calendar, such as Europe/Berlin. */
  readonly zone?: InputMaybe<Scalars['String']['input']>;
  /** Excludes `hold`. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its time runs from its first connection. */
  readonly hold?: InputMaybe<HoldInput>;
  readonly deviceLimit?: InputMaybe<Scalars['Int']['input']>;
  readonly addressLimit?: InputMaybe<Scalars['Int']['input']>;
  /** In thousands of bits per second. */
  readonly speedLimitUpKbps?: InputMaybe<Scalars['Int']['input']>;
  /** In thousands of bits per second. */
  readonly speedLimitDownKbps?: InputMaybe<Scalars['Int']['input']>;
  /** Up to 2,000 characters. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** Up to 32, of up to 40 characters each. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** A number, or a name that begins with @. */
  readonly telegramId?: InputMaybe<Scalars['String']['input']>;
  readonly nextPlan?: InputMaybe<NextPlanInput>;
};

/** What is left out stays as it is; null takes a value away. */
export type UpdateUserInput = {
  /** 1 to 64 characters of any script, unique within the tenant. */
  readonly username?: InputMaybe<Scalars['String']['input']>;
  readonly accountId?: InputMaybe<Scalars['ID']['input']>;
  /** All groups it is in from now on. */
  readonly groupIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly limitBytes?: InputMaybe<Scalars['Bytes']['input']>;
  readonly resetStrategy?: InputMaybe<ResetStrategy>;
  readonly resetAnchor?: InputMaybe<Scalars['DateTime']['input']>;
  readonly zone?: InputMaybe<Scalars['String']['input']>;
  /** Ends a hold. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Takes away an end. */
  readonly hold?: InputMaybe<HoldInput>;
  readonly deviceLimit?: InputMaybe<Scalars['Int']['input']>;
  readonly addressLimit?: InputMaybe<Scalars['Int']['input']>;
  /** In thousands of bits per second. */
  readonly speedLimitUpKbps?: InputMaybe<Scalars['Int']['input']>;
  /** In thousands of bits per second. */
  readonly speedLimitDownKbps?: InputMaybe<Scalars['Int']['input']>;
  readonly note?: InputMaybe<Scalars['String']['input']>;
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly telegramId?: InputMaybe<Scalars['String']['input']>;
  readonly nextPlan?: InputMaybe<NextPlanInput>;
  /** Fails with `changed_meanwhile` when the user is not at this revision any more. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
};

/** What a user used between two resets of its traffic. */
export type UsagePeriod = {
  readonly startedAt: Scalars['DateTime']['output'];
  readonly endedAt: Scalars['DateTime']['output'];
  readonly usedBytes: Scalars['Bytes']['output'];
  /** What it might have used. Absent is no limit. */
  readonly limitBytes?: Maybe<Scalars['Bytes']['output']>;
};
