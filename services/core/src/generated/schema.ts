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
};

/** Someone who can sign in. */
export type Account = {
  readonly id: Scalars['ID']['output'];
  readonly tenantId: Scalars['ID']['output'];
  readonly username: Scalars['String']['output'];
  readonly role: Scalars['String']['output'];
  /** Until this is false the account may do nothing but change its password. */
  readonly mustChangePassword: Scalars['Boolean']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
};

/** What signing in gives. */
export type AuthPayload = {
  /** A JSON Web Token to send as `Authorization: Bearer …`. */
  readonly accessToken: Scalars['String']['output'];
  /** When the access token ends. */
  readonly expiresAt: Scalars['DateTime']['output'];
  readonly account: Account;
};

export type LoginInput = {
  /** 1 to 64 characters. */
  readonly username: Scalars['String']['input'];
  /** 1 to 256 characters. */
  readonly password: Scalars['String']['input'];
};

export type ChangePasswordInput = {
  readonly currentPassword: Scalars['String']['input'];
  /** 12 to 256 characters, and none of the passwords everybody tries first. */
  readonly newPassword: Scalars['String']['input'];
};

export type Query = {
  /** The account the caller is signed in with. */
  readonly me: Account;
  /** Who changed what, newest first. Needs the permission `auth.audit.read`. */
  readonly auditLog: AuditEntryConnection;
  /** One job. Needs `core.user.bulk`. */
  readonly job?: Maybe<Job>;
  /** The tenant’s jobs of the last 30 days, the newest first. Needs `core.user.bulk`. */
  readonly jobs: JobConnection;
  /** How well the platform is. Needs no account. */
  readonly healthCheck: HealthStatus;
  /** Every service with its figures. Needs the permission `system.status.read`. */
  readonly systemStatus: SystemStatus;
};

export type QueryAuditLogArgs = {
  filter?: InputMaybe<AuditFilter>;
  page?: InputMaybe<Pagination>;
};

export type QueryJobArgs = {
  id: Scalars['ID']['input'];
};

export type QueryJobsArgs = {
  page?: InputMaybe<Pagination>;
};

export type Mutation = {
  /** Exchanges a name and a password for an access token. */
  readonly login: AuthPayload;
  /** Replaces the caller's own password and answers with a fresh token. */
  readonly changePassword: AuthPayload;
  /** Stops a job behind what it is doing right now. What it has done stays done. Needs `core.user.bulk`. */
  readonly cancelJob: Job;
};

export type MutationLoginArgs = {
  input: LoginInput;
};

export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};

export type MutationCancelJobArgs = {
  id: Scalars['ID']['input'];
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

export type Subscription = {
  /** A job as it is, and again whenever it has come further; ends when it is over. Needs `core.user.bulk`. */
  readonly jobProgress: Job;
  /** Figures of the platform as they change. Needs the permission `system.status.read`. */
  readonly systemMetrics: SystemMetrics;
};

export type SubscriptionJobProgressArgs = {
  id: Scalars['ID']['input'];
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
