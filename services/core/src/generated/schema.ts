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
  /** How well the platform is. Needs no account. */
  readonly healthCheck: HealthStatus;
  /** Every service with its figures. Needs the permission `system.status.read`. */
  readonly systemStatus: SystemStatus;
};

export type Mutation = {
  /** Exchanges a name and a password for an access token. */
  readonly login: AuthPayload;
  /** Replaces the caller's own password and answers with a fresh token. */
  readonly changePassword: AuthPayload;
};

export type MutationLoginArgs = {
  input: LoginInput;
};

export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
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

export type Subscription = {
  /** Figures of the platform as they change. Needs the permission `system.status.read`. */
  readonly systemMetrics: SystemMetrics;
};
