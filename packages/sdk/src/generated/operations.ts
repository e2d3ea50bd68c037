// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type LoginInput = {
  /** 1 to 64 characters. */
  readonly username: string;
  /** 1 to 256 characters. */
  readonly password: string;
  /** The slug of the tenant the account belongs to. The operator's when it is absent. */
  readonly tenant?: string | null | undefined;
};

export type ChangePasswordInput = {
  readonly currentPassword: string;
  /** 12 to 256 characters, and none of the passwords everybody tries first. */
  readonly newPassword: string;
};

export type AccountFilter = {
  /** The name of a role. */
  readonly role?: string | null | undefined;
  readonly disabled?: boolean | null | undefined;
};

export type CreateAccountInput = {
  /** 1 to 64 characters without spaces, unique within the tenant whatever their case. */
  readonly username: string;
  /** What people call it: at most 100 characters. */
  readonly name?: string | null | undefined;
  /** The name of a role that allows nothing the caller may not do. */
  readonly role: string;
  /** 12 to 256 characters. One is generated where this is absent. */
  readonly password?: string | null | undefined;
  /** Whether it must change its password first. One that was generated must always be changed. */
  readonly mustChangePassword?: boolean | null | undefined;
};

/** What is absent stays. */
export type UpdateAccountInput = {
  /** At most 100 characters. */
  readonly name?: string | null | undefined;
  /** The name of a role that allows nothing the caller may not do. */
  readonly role?: string | null | undefined;
  /** Signs it out everywhere, and does not let it in any more. */
  readonly disabled?: boolean | null | undefined;
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
  readonly last?: RecentPeriod | null | undefined;
  readonly from?: string | null | undefined;
  /** Default: now. */
  readonly to?: string | null | undefined;
  /** Default: hours up to a week, days beyond. At most 1,500 points. */
  readonly resolution?: TrafficResolution | null | undefined;
};

export type CreateApiTokenInput = {
  /** 1 to 100 characters. */
  readonly name: string;
  /** Names of permissions that the caller and the account hold. */
  readonly scopes: ReadonlyArray<string>;
  /** Absent: it does not expire. */
  readonly expiresAt?: string | null | undefined;
  /** The account it signs in. Absent: the caller's own. */
  readonly accountId?: string | number | null | undefined;
};

export type AuditActorKind =
  | 'ACCOUNT'
  /** The platform itself, for instance when a user expires. */
  | 'SERVICE'
  /** Somebody who was not signed in. */
  | 'ANONYMOUS';

/** Each condition that is given must hold. */
export type AuditFilter = {
  /** The account that did it. */
  readonly actorId?: string | number | null | undefined;
  /** One action, `core.user.update`, or all that start so: `core.user.*`. */
  readonly action?: string | null | undefined;
  /** For instance `user`. */
  readonly subjectKind?: string | null | undefined;
  readonly subjectId?: string | number | null | undefined;
  /** At this moment or later. */
  readonly from?: string | null | undefined;
  /** Before this moment. */
  readonly to?: string | null | undefined;
  /** In the names of who did it and of what was changed, in the action and the client's address. */
  readonly search?: string | null | undefined;
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

/** What an archive is to be like. */
export type BackupInput = {
  /** Encrypts the archive: at least 12 characters. Whoever loses it loses the archive. */
  readonly passphrase?: string | null | undefined;
  /** Puts the master keys into the archive, so that a restore needs nothing else. Only into an encrypted one. */
  readonly withMasterKeys?: boolean;
};

/** Which archive is meant, and what opens it. */
export type CheckBackupInput = {
  readonly id: string | number;
  /** Of an encrypted archive. */
  readonly passphrase?: string | null | undefined;
};

export type RestoreState =
  | 'RUNNING'
  | 'DONE'
  /** All data is as it was; `failure` says why. */
  | 'FAILED';

/** What takes the place of all data, and that this is meant. */
export type RestoreBackupInput = {
  /** Of the archive. */
  readonly id: string | number;
  /** The name of its file, typed. */
  readonly confirmation: string;
  /** Of the account that asks. */
  readonly password: string;
  /** Of an encrypted archive. */
  readonly passphrase?: string | null | undefined;
  /** A UUID of your own. The same one begins nothing twice, whatever has become of the data since. */
  readonly requestId: string | number;
};

export type BulkCreateUsersInput = {
  /** What they are called: `user-{n}`, or `user-{n:4}` for numbers of at least four digits. */
  readonly pattern: string;
  /** How many. 1 to 100,000. */
  readonly count: number;
  /** The number of the first one. */
  readonly first?: number | null | undefined;
  /** What all of them are. */
  readonly template?: UserTemplateInput | null | undefined;
};

/** What users that are made alike have in common. */
export type UserTemplateInput = {
  /** Whether nobody may connect as them yet. */
  readonly disabled?: boolean | null | undefined;
  readonly accountId?: string | number | null | undefined;
  /** The tenant’s default groups when nothing is said; none for an empty list. */
  readonly groupIds?: ReadonlyArray<string | number> | null | undefined;
  readonly limitBytes?: string | null | undefined;
  /** NONE when nothing is said. */
  readonly resetStrategy?: ResetStrategy | null | undefined;
  /** For ROLLING_MONTH and YEAR. When they are made, when nothing is said. */
  readonly resetAnchor?: string | null | undefined;
  /** IANA zone of their calendar, such as Europe/Berlin. */
  readonly zone?: string | null | undefined;
  /** Excludes `hold`. */
  readonly expiresAt?: string | null | undefined;
  /** Their time runs from their first connection. */
  readonly hold?: HoldInput | null | undefined;
  readonly deviceLimit?: number | null | undefined;
  readonly addressLimit?: number | null | undefined;
  /** In thousands of bits per second. */
  readonly speedLimitUpKbps?: number | null | undefined;
  /** In thousands of bits per second. */
  readonly speedLimitDownKbps?: number | null | undefined;
  /** Up to 2,000 characters. */
  readonly note?: string | null | undefined;
  /** Up to 32, of up to 40 characters each. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  readonly nextPlan?: NextPlanInput | null | undefined;
};

/** What is added to users. Who has no limit, or no end, stays without. */
export type ExtendUsersInput = {
  /** Time, from their end on; from now on where that is past. On hold, to what they are valid for. At least 1. */
  readonly seconds?: number | null | undefined;
  /** Traffic of a period. At least 1. */
  readonly bytes?: string | null | undefined;
};

/** Which groups users are to be in. */
export type MoveUsersInput = {
  /** Exactly these, before `add` and `remove`. */
  readonly set?: ReadonlyArray<string | number> | null | undefined;
  readonly add?: ReadonlyArray<string | number> | null | undefined;
  readonly remove?: ReadonlyArray<string | number> | null | undefined;
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

export type DeviceKind =
  /** All clients of a user that do not say what they are. One a user. */
  | 'DEFAULT'
  /** A client that names its machine. */
  | 'HWID'
  /** One WireGuard configuration. */
  | 'WIREGUARD';

export type CreateGroupInput = {
  /** 1 to 64 characters, unique within the tenant. */
  readonly name: string;
  readonly inboundIds?: ReadonlyArray<string | number> | null | undefined;
  readonly isDefault?: boolean | null | undefined;
};

/** What is left out stays as it is. */
export type UpdateGroupInput = {
  /** 1 to 64 characters, unique within the tenant. */
  readonly name?: string | null | undefined;
  /** All inbounds it gives from now on. */
  readonly inboundIds?: ReadonlyArray<string | number> | null | undefined;
  readonly isDefault?: boolean | null | undefined;
  /** Fails with `changed_meanwhile` when the group is not at this revision any more. */
  readonly expectedRevision?: number | null | undefined;
};

/** Hosts of which all that is given holds. */
export type HostFilter = {
  readonly inboundIds?: ReadonlyArray<string | number> | null | undefined;
  readonly enabled?: boolean | null | undefined;
  /** A part of the remark or of an address. */
  readonly search?: string | null | undefined;
};

export type CreateHostInput = {
  readonly inboundId: string | number;
  /** 1 to 128 characters. */
  readonly remark: string;
  /** 1 to 16 names or addresses. */
  readonly addresses: ReadonlyArray<string>;
  readonly port?: number | null | undefined;
  readonly sni?: string | null | undefined;
  readonly hostHeader?: string | null | undefined;
  /** Begins with /. */
  readonly path?: string | null | undefined;
  /** Of `h3`, `h2` and `http/1.1`. */
  readonly alpn?: ReadonlyArray<string> | null | undefined;
  /** `chrome`, `firefox`, `safari`, `ios`, `android`, `edge`, `360`, `qq`, `random`, `randomized` or `unsafe`. */
  readonly fingerprint?: string | null | undefined;
  readonly security?: InboundSecurity | null | undefined;
  /** Yes when nothing is said. */
  readonly enabled?: boolean | null | undefined;
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /** 1 to 1,000; 1 when nothing is said. */
  readonly weight?: number | null | undefined;
};

/** What is left out stays as it is; null takes a value away. */
export type UpdateHostInput = {
  readonly inboundId?: string | number | null | undefined;
  /** 1 to 128 characters. */
  readonly remark?: string | null | undefined;
  /** 1 to 16 names or addresses. */
  readonly addresses?: ReadonlyArray<string> | null | undefined;
  readonly port?: number | null | undefined;
  readonly sni?: string | null | undefined;
  readonly hostHeader?: string | null | undefined;
  /** Begins with /. */
  readonly path?: string | null | undefined;
  readonly alpn?: ReadonlyArray<string> | null | undefined;
  readonly fingerprint?: string | null | undefined;
  readonly security?: InboundSecurity | null | undefined;
  readonly enabled?: boolean | null | undefined;
  readonly tags?: ReadonlyArray<string> | null | undefined;
  readonly weight?: number | null | undefined;
  /** Fails with `changed_meanwhile` when the host is not at this revision any more. */
  readonly expectedRevision?: number | null | undefined;
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

/** Narrows a list of inbounds. What is absent narrows nothing. */
export type InboundFilter = {
  readonly serverIds?: ReadonlyArray<string | number> | null | undefined;
  readonly protocols?: ReadonlyArray<InboundProtocol> | null | undefined;
  readonly networks?: ReadonlyArray<InboundNetwork> | null | undefined;
  readonly securities?: ReadonlyArray<InboundSecurity> | null | undefined;
  readonly enabled?: boolean | null | undefined;
  readonly shared?: boolean | null | undefined;
  /** Part of the tag, in any case. */
  readonly search?: string | null | undefined;
};

export type SniffingInput = {
  readonly enabled: boolean;
  readonly destinationOverrides?: ReadonlyArray<SniffedProtocol> | null | undefined;
  /** Routes by what was found, and connects to what was asked for. */
  readonly routeOnly?: boolean | null | undefined;
};

export type CreateInboundInput = {
  /** One of the caller's own. */
  readonly serverId: string | number;
  /** 1 to 64 of a-z, A-Z, 0-9, `.`, `_` and `-`; unique on the server. */
  readonly tag: string;
  readonly protocol: InboundProtocol;
  /** An IP address; `::` is every address, `0.0.0.0` every IPv4 address. */
  readonly listen?: string | null | undefined;
  /** 1 to 65535. No other inbound of the server may listen there. */
  readonly port: number;
  /** The last port of a range, for Hysteria 2. One port when it is absent. */
  readonly lastPort?: number | null | undefined;
  readonly network?: InboundNetwork | null | undefined;
  readonly security?: InboundSecurity | null | undefined;
  /** By the schemas of `inboundSchemas`: the protocol's, the network's and the security's together. */
  readonly settings?: unknown;
  readonly sniffing?: SniffingInput | null | undefined;
  readonly enabled?: boolean | null | undefined;
  /** Lets every tenant read and use it. */
  readonly shared?: boolean | null | undefined;
  /** The engine process of the server that is to serve it, apart from all others: 1 to 16 of a-z, 0-9 and `-`, the first one a letter, and 8 on a server at most. Empty or absent: the main one. */
  readonly instance?: string | null | undefined;
  /** Why, for the version that comes of it. 500 characters at most. */
  readonly reason?: string | null | undefined;
};

/** What is to change; what is absent stays. */
export type UpdateInboundInput = {
  readonly tag?: string | null | undefined;
  readonly listen?: string | null | undefined;
  readonly port?: number | null | undefined;
  readonly lastPort?: number | null | undefined;
  readonly network?: InboundNetwork | null | undefined;
  readonly security?: InboundSecurity | null | undefined;
  /** Replaces the whole settings, but a write-only value that is left out is kept, and taken away by null. */
  readonly settings?: unknown;
  readonly sniffing?: SniffingInput | null | undefined;
  readonly enabled?: boolean | null | undefined;
  readonly shared?: boolean | null | undefined;
  /** The engine process that is to serve it; empty: the main one. It is opened anew there; connections that are open may go on for a while. */
  readonly instance?: string | null | undefined;
  /** The revision that was edited: another one there now refuses the change with `revision_mismatch`, whose fact `diff` tells what differs between theirs and yours. */
  readonly expectedRevision?: number | null | undefined;
  /** Why, for the version that comes of it. 500 characters at most. */
  readonly reason?: string | null | undefined;
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

/** Narrows a list of incidents. What is absent narrows nothing. */
export type IncidentFilter = {
  /** Any of them. */
  readonly kinds?: ReadonlyArray<IncidentKind> | null | undefined;
  /** Of any of these servers. 100 at most. */
  readonly serverIds?: ReadonlyArray<string | number> | null | undefined;
  /** Whether somebody has taken note. */
  readonly acknowledged?: boolean | null | undefined;
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

export type LinkRuleConditionInput = {
  readonly header: string;
  readonly operator: LinkRuleOperator;
  /** At most 512 characters. */
  readonly value?: string | null | undefined;
  readonly caseSensitive?: boolean | null | undefined;
};

export type LinkRuleActionInput = {
  readonly kind: LinkRuleActionKind;
  /** Needed for FORMAT. */
  readonly format?: LinkFormat | null | undefined;
  readonly templateId?: string | number | null | undefined;
  readonly headers?: ReadonlyArray<LinkHeaderInput> | null | undefined;
  /** Needed for STATUS: 400 to 599. */
  readonly status?: number | null | undefined;
};

export type LinkRuleInput = {
  /** 1 to 64 characters. */
  readonly name: string;
  readonly enabled?: boolean | null | undefined;
  readonly match?: LinkRuleMatch | null | undefined;
  /** At most 16. None is for everybody. */
  readonly conditions: ReadonlyArray<LinkRuleConditionInput>;
  readonly action: LinkRuleActionInput;
};

export type LinkNoticesInput = {
  readonly expired?: ReadonlyArray<string> | null | undefined;
  readonly limited?: ReadonlyArray<string> | null | undefined;
  readonly disabled?: ReadonlyArray<string> | null | undefined;
  readonly tooManyDevices?: ReadonlyArray<string> | null | undefined;
  readonly deviceUnknown?: ReadonlyArray<string> | null | undefined;
  readonly nothingToShow?: ReadonlyArray<string> | null | undefined;
};

/** What is left out stays as it is. */
export type UpdateLinkSettingsInput = {
  /** At most 64 characters. */
  readonly title?: string | null | undefined;
  readonly supportUrl?: string | null | undefined;
  readonly pageUrl?: string | null | undefined;
  /** 1 to 720. */
  readonly updateIntervalHours?: number | null | undefined;
  /** At most 512 characters. */
  readonly announce?: string | null | undefined;
  readonly routing?: string | null | undefined;
  readonly headers?: ReadonlyArray<LinkHeaderInput> | null | undefined;
  readonly requireDeviceId?: boolean | null | undefined;
  readonly notices?: LinkNoticesInput | null | undefined;
  /** All rules, in their order: at most 64. */
  readonly rules?: ReadonlyArray<LinkRuleInput> | null | undefined;
  /** Fails with `changed_meanwhile` when the settings are not at this revision any more. */
  readonly expectedRevision?: number | null | undefined;
};

export type CreateLinkTemplateInput = {
  /** 1 to 64 characters, unique within the tenant. */
  readonly name: string;
  readonly format: LinkFormat;
  /** JSON for Xray and sing-box, YAML for mihomo and Stash. Refused where its client would refuse it. */
  readonly content: string;
  readonly isDefault?: boolean | null | undefined;
};

/** What is left out stays as it is. */
export type UpdateLinkTemplateInput = {
  readonly name?: string | null | undefined;
  readonly content?: string | null | undefined;
  readonly isDefault?: boolean | null | undefined;
  /** Fails with `changed_meanwhile` when the template is not at this revision any more. */
  readonly expectedRevision?: number | null | undefined;
};

/** Which part of a list is wanted: what comes after a row, or what comes before one. */
export type Pagination = {
  /** So many rows from the beginning, or after `after`. 1 to 500; 50 when neither `first` nor `last` is given. */
  readonly first?: number | null | undefined;
  /** The cursor of a row: what follows it is wanted. */
  readonly after?: string | null | undefined;
  /** So many rows from the end, or before `before`. 1 to 500. */
  readonly last?: number | null | undefined;
  /** The cursor of a row: what precedes it is wanted. */
  readonly before?: string | null | undefined;
};

export type SortDirection = 'ASC' | 'DESC';

/** A part of the platform that can be restarted alone. */
export type ServiceType =
  | 'AUTH'
  /** The API itself: requests under way are answered first, and for a moment new ones are asked to come again. */
  | 'CORE'
  | 'NODES'
  | 'BACKUP';

export type CreateRoleInput = {
  /** 2 to 48 small letters, digits and hyphens, beginning with a letter. Unique within the tenant. */
  readonly name: string;
  /** At most 500 characters. */
  readonly description?: string | null | undefined;
  /** Its accounts see only what is their own, as customers do. */
  readonly ownRowsOnly?: boolean | null | undefined;
  /** None that the caller does not hold. */
  readonly permissions: ReadonlyArray<string>;
};

/** What is absent stays. */
export type UpdateRoleInput = {
  /** At most 500 characters. */
  readonly description?: string | null | undefined;
  /** All that it holds from now on, none of which the caller does not hold. */
  readonly permissions?: ReadonlyArray<string> | null | undefined;
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

/** Narrows a list of rollouts. What is absent narrows nothing. */
export type RolloutFilter = {
  /** Any of these. */
  readonly states?: ReadonlyArray<RolloutState> | null | undefined;
  /** Over this server. */
  readonly serverId?: string | number | null | undefined;
  /** Part of the reason, in any case. 200 characters at most. */
  readonly search?: string | null | undefined;
};

export type StartRolloutInput = {
  /** A draft, or a version of any server of the tenant. */
  readonly versionId: string | number;
  /** Of the tenant's own. They are brought the version in this order. 1,000 at most. */
  readonly serverIds: ReadonlyArray<string | number>;
  /** In percent, rising, ending with 100. 10 at most. */
  readonly stages?: ReadonlyArray<number> | null | undefined;
  /** How long a stage must be well before the next. 5 to 86400. */
  readonly windowSeconds?: number | null | undefined;
  /** Why. 500 characters at most. */
  readonly reason?: string | null | undefined;
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

export type LogSource = 'AGENT' | 'ENGINE';

export type LogSeverity = 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR';

/** Which traffic of its users counts. What a server relays crosses its network card twice, in and out: where a provider counts what goes out, that is both directions of the users. */
export type CountedTraffic =
  | 'BOTH'
  | 'UPLINK'
  | 'DOWNLINK'
  /** Whichever of the two is more in the month. */
  | 'LARGER';

export type QuotaState =
  | 'WITHIN'
  /** Past the share it warns at. */
  | 'WARNED'
  /** Links do not show the server until its next month begins. Who is connected stays. */
  | 'EXHAUSTED';

export type MonthlyResetInput = {
  /** 1 to 31: 31 means the last day of shorter months. */
  readonly dayOfMonth?: number | null | undefined;
  /** As in the IANA's list: Europe/Berlin. */
  readonly zone?: string | null | undefined;
};

export type TrafficQuotaInput = {
  /** Absent for no limit. */
  readonly limitBytes?: string | null | undefined;
  readonly counted?: CountedTraffic | null | undefined;
  readonly reset?: MonthlyResetInput | null | undefined;
  /** 1 to 100: from this share on there is an event for alerts. */
  readonly warningPercent?: number | null | undefined;
};

export type FailoverInput = {
  /** Absent for none. 100 characters at most. */
  readonly group?: string | null | undefined;
  /** 0 to 1,000,000. The lowest is shown first. */
  readonly rank?: number | null | undefined;
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

/** Narrows a list of servers. What is absent narrows nothing. */
export type ServerFilter = {
  /** Any of them. */
  readonly states?: ReadonlyArray<ServerState> | null | undefined;
  /** Any of them: two letters, as in ISO 3166-1. */
  readonly countries?: ReadonlyArray<string> | null | undefined;
  /** All of them. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  readonly shared?: boolean | null | undefined;
  /** Part of the name, the note or the city in any case, or a whole tag or address. */
  readonly search?: string | null | undefined;
};

export type RegionInput = {
  /** Two letters, as in ISO 3166-1. */
  readonly country?: string | null | undefined;
  readonly city?: string | null | undefined;
  /** Degrees north. Give `longitude` too. */
  readonly latitude?: number | null | undefined;
  /** Degrees east. */
  readonly longitude?: number | null | undefined;
};

export type ServerCapacityInput = {
  /** Absent for no limit. */
  readonly users?: number | null | undefined;
  /** Absent for no limit. */
  readonly megabitsPerSecond?: number | null | undefined;
};

export type CreateServerInput = {
  /** 1 to 100 characters, unique within the tenant whatever their case. */
  readonly name: string;
  readonly state?: ServerState | null | undefined;
  readonly region?: RegionInput | null | undefined;
  /** 32 at most. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /** Where clients reach it: IP addresses or host names. 32 at most. */
  readonly addresses?: ReadonlyArray<string> | null | undefined;
  readonly capacity?: ServerCapacityInput | null | undefined;
  /** 0 to 100,000. Charged bytes are raw bytes times this, over a thousand. */
  readonly coefficientMilli?: number | null | undefined;
  /** Lets every tenant read and use it. */
  readonly shared?: boolean | null | undefined;
  readonly note?: string | null | undefined;
  readonly trafficQuota?: TrafficQuotaInput | null | undefined;
  readonly failover?: FailoverInput | null | undefined;
};

/** What is to change; what is absent stays. */
export type UpdateServerInput = {
  readonly name?: string | null | undefined;
  readonly state?: ServerState | null | undefined;
  /** Replaces the whole region. */
  readonly region?: RegionInput | null | undefined;
  readonly tags?: ReadonlyArray<string> | null | undefined;
  readonly addresses?: ReadonlyArray<string> | null | undefined;
  /** Replaces the whole capacity. */
  readonly capacity?: ServerCapacityInput | null | undefined;
  /** Counts for traffic from now on. */
  readonly coefficientMilli?: number | null | undefined;
  readonly shared?: boolean | null | undefined;
  readonly note?: string | null | undefined;
  /** Replaces the whole quota. */
  readonly trafficQuota?: TrafficQuotaInput | null | undefined;
  /** Replaces the whole of it. */
  readonly failover?: FailoverInput | null | undefined;
  /** The revision that was edited: another one there now refuses the change with `revision_mismatch`. */
  readonly expectedRevision?: number | null | undefined;
};

export type SessionKind =
  /** A browser, which holds its tokens in cookies. */
  | 'BROWSER'
  /** A program, which sends its tokens itself. */
  | 'API';

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

/** A header of a request or an answer. */
export type LinkHeaderInput = {
  readonly name: string;
  readonly value: string;
};

export type LinkPreviewInput = {
  readonly userId: string | number;
  /** What the client sends, such as its User-Agent. At most 32. */
  readonly headers?: ReadonlyArray<LinkHeaderInput> | null | undefined;
  /** As `?format=` asks for it. */
  readonly format?: LinkFormat | null | undefined;
  /** Settings to try instead of those there are. */
  readonly settings?: UpdateLinkSettingsInput | null | undefined;
};

/** How well something is. */
export type HealthState =
  | 'OK'
  /** It serves, with something missing or late. */
  | 'DEGRADED'
  | 'FAILED';

export type DeploymentShape = 'STANDALONE' | 'DISTRIBUTED';

export type TenantLimitsInput = {
  /** Absent: as many users as it likes. */
  readonly mostUsers?: number | null | undefined;
  /** Absent: as many accounts as it likes. */
  readonly mostAccounts?: number | null | undefined;
};

export type CreateTenantInput = {
  /** 2 to 48 small letters, digits and hyphens, beginning with a letter. */
  readonly slug: string;
  /** 1 to 100 characters. */
  readonly name: string;
  /** IANA name of a time zone. */
  readonly zone?: string | null | undefined;
  readonly limits?: TenantLimitsInput | null | undefined;
  /** What the account that runs the tenant signs in as: 1 to 64 characters without spaces. */
  readonly ownerUsername: string;
  /** 12 to 256 characters. One is generated where this is absent. It must be changed in any case. */
  readonly ownerPassword?: string | null | undefined;
};

/** What is absent stays. */
export type UpdateTenantInput = {
  /** 1 to 100 characters. */
  readonly name?: string | null | undefined;
  /** IANA name of a time zone. */
  readonly zone?: string | null | undefined;
  /** Replaces both limits. */
  readonly limits?: TenantLimitsInput | null | undefined;
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

/** From `min` to `max`, both included. */
export type BytesRange = {
  readonly min?: string | null | undefined;
  readonly max?: string | null | undefined;
};

/** From `from` on, and before `before`. */
export type TimeRange = {
  readonly from?: string | null | undefined;
  readonly before?: string | null | undefined;
};

/** Users of whom all that is given holds. An empty list means nobody. */
export type UserFilter = {
  readonly ids?: ReadonlyArray<string | number> | null | undefined;
  /** Words, all of which stand in the name, the note, a tag or a contact. One or two characters find what begins with them. */
  readonly search?: string | null | undefined;
  /** Any of these names, whatever their case and width. */
  readonly usernames?: ReadonlyArray<string> | null | undefined;
  readonly statuses?: ReadonlyArray<UserStatus> | null | undefined;
  /** In any of these. */
  readonly groupIds?: ReadonlyArray<string | number> | null | undefined;
  readonly accountIds?: ReadonlyArray<string | number> | null | undefined;
  /** With all of these. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  readonly resetStrategies?: ReadonlyArray<ResetStrategy> | null | undefined;
  /** Whether it has no traffic limit. */
  readonly unlimited?: boolean | null | undefined;
  readonly usedBytes?: BytesRange | null | undefined;
  readonly limitBytes?: BytesRange | null | undefined;
  readonly neverExpires?: boolean | null | undefined;
  readonly expiresAt?: TimeRange | null | undefined;
  readonly createdAt?: TimeRange | null | undefined;
  readonly lastOnlineAt?: TimeRange | null | undefined;
  readonly neverOnline?: boolean | null | undefined;
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
  readonly validitySeconds: number;
  /** When it starts by itself. Absent is never. */
  readonly until?: string | null | undefined;
};

export type NextPlanInput = {
  /** Absent is no limit. */
  readonly limitBytes?: string | null | undefined;
  /** How long it lasts from when it takes over. Absent is for good. */
  readonly durationSeconds?: number | null | undefined;
  /** NONE when nothing is said. */
  readonly resetStrategy?: ResetStrategy | null | undefined;
  /** Whether what is left of the limit before is added to the new one. No when nothing is said. */
  readonly carryOver?: boolean | null | undefined;
};

/** A name is enough. */
export type CreateUserInput = {
  /** 1 to 64 characters of any script, unique within the tenant. */
  readonly username: string;
  /** Whether nobody may connect as it yet. */
  readonly disabled?: boolean | null | undefined;
  readonly accountId?: string | number | null | undefined;
  /** The tenant’s default groups when nothing is said; none for an empty list. */
  readonly groupIds?: ReadonlyArray<string | number> | null | undefined;
  readonly limitBytes?: string | null | undefined;
  /** NONE when nothing is said. */
  readonly resetStrategy?: ResetStrategy | null | undefined;
  /** For ROLLING_MONTH and YEAR. Now, when nothing is said. */
  readonly resetAnchor?: string | null | undefined;
  /** IANA zone of its calendar, such as Europe/Berlin. */
  readonly zone?: string | null | undefined;
  /** Excludes `hold`. */
  readonly expiresAt?: string | null | undefined;
  /** Its time runs from its first connection. */
  readonly hold?: HoldInput | null | undefined;
  readonly deviceLimit?: number | null | undefined;
  readonly addressLimit?: number | null | undefined;
  /** In thousands of bits per second. */
  readonly speedLimitUpKbps?: number | null | undefined;
  /** In thousands of bits per second. */
  readonly speedLimitDownKbps?: number | null | undefined;
  /** Up to 2,000 characters. */
  readonly note?: string | null | undefined;
  /** Up to 32, of up to 40 characters each. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  readonly email?: string | null | undefined;
  /** A number, or a name that begins with @. */
  readonly telegramId?: string | null | undefined;
  readonly nextPlan?: NextPlanInput | null | undefined;
};

/** What is left out stays as it is; null takes a value away. */
export type UpdateUserInput = {
  /** 1 to 64 characters of any script, unique within the tenant. */
  readonly username?: string | null | undefined;
  readonly accountId?: string | number | null | undefined;
  /** All groups it is in from now on. */
  readonly groupIds?: ReadonlyArray<string | number> | null | undefined;
  readonly limitBytes?: string | null | undefined;
  readonly resetStrategy?: ResetStrategy | null | undefined;
  readonly resetAnchor?: string | null | undefined;
  readonly zone?: string | null | undefined;
  /** Ends a hold. */
  readonly expiresAt?: string | null | undefined;
  /** Takes away an end. */
  readonly hold?: HoldInput | null | undefined;
  readonly deviceLimit?: number | null | undefined;
  readonly addressLimit?: number | null | undefined;
  /** In thousands of bits per second. */
  readonly speedLimitUpKbps?: number | null | undefined;
  /** In thousands of bits per second. */
  readonly speedLimitDownKbps?: number | null | undefined;
  readonly note?: string | null | undefined;
  readonly tags?: ReadonlyArray<string> | null | undefined;
  readonly email?: string | null | undefined;
  readonly telegramId?: string | null | undefined;
  readonly nextPlan?: NextPlanInput | null | undefined;
  /** Fails with `changed_meanwhile` when the user is not at this revision any more. */
  readonly expectedRevision?: number | null | undefined;
};

export type AccountFieldsFragment = {
  readonly id: string;
  readonly tenantId: string;
  readonly username: string;
  readonly role: string;
  readonly mustChangePassword: boolean;
  readonly createdAt: string;
};

export type MeQueryVariables = Exact<{ [key: string]: never }>;

export type MeQuery = {
  readonly me: {
    readonly id: string;
    readonly tenantId: string;
    readonly username: string;
    readonly role: string;
    readonly mustChangePassword: boolean;
    readonly createdAt: string;
  };
};

export type LoginMutationVariables = Exact<{
  input: LoginInput;
}>;

export type LoginMutation = {
  readonly login: {
    readonly accessToken: string | null;
    readonly refreshToken: string | null;
    readonly expiresAt: string;
    readonly account: {
      readonly id: string;
      readonly tenantId: string;
      readonly username: string;
      readonly role: string;
      readonly mustChangePassword: boolean;
      readonly createdAt: string;
    };
  };
};

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;

export type ChangePasswordMutation = {
  readonly changePassword: {
    readonly accessToken: string | null;
    readonly refreshToken: string | null;
    readonly expiresAt: string;
    readonly account: {
      readonly id: string;
      readonly tenantId: string;
      readonly username: string;
      readonly role: string;
      readonly mustChangePassword: boolean;
      readonly createdAt: string;
    };
  };
};

export type RefreshTokenMutationVariables = Exact<{
  token?: string | null | undefined;
}>;

export type RefreshTokenMutation = {
  readonly refreshToken: {
    readonly accessToken: string | null;
    readonly refreshToken: string | null;
    readonly expiresAt: string;
    readonly account: {
      readonly id: string;
      readonly tenantId: string;
      readonly username: string;
      readonly role: string;
      readonly mustChangePassword: boolean;
      readonly createdAt: string;
    };
  };
};

export type LogoutMutationVariables = Exact<{ [key: string]: never }>;

export type LogoutMutation = { readonly logout: boolean };

export type AuditLogQueryVariables = Exact<{
  filter?: AuditFilter | null | undefined;
  page?: Pagination | null | undefined;
}>;

export type AuditLogQuery = {
  readonly auditLog: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly at: string;
      readonly action: string;
      readonly clientAddress: string | null;
      readonly userAgent: string | null;
      readonly actor: {
        readonly kind: AuditActorKind;
        readonly id: string | null;
        readonly name: string | null;
        readonly role: string | null;
        readonly actingFromTenantId: string | null;
      };
      readonly subject: { readonly kind: string; readonly ids: ReadonlyArray<string>; readonly name: string | null };
      readonly changes: ReadonlyArray<{
        readonly field: string;
        readonly before: string | null;
        readonly after: string | null;
      }>;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type BackupFieldsFragment = {
  readonly id: string;
  readonly state: BackupState;
  readonly origin: BackupOrigin;
  readonly fileName: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly sizeBytes: string;
  readonly rowCount: string;
  readonly sha256: string | null;
  readonly encrypted: boolean;
  readonly withMasterKeys: boolean;
  readonly release: string;
  readonly failure: string | null;
};

export type BackupsQueryVariables = Exact<{
  page?: Pagination | null | undefined;
}>;

export type BackupsQuery = {
  readonly backups: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly state: BackupState;
      readonly origin: BackupOrigin;
      readonly fileName: string;
      readonly createdAt: string;
      readonly finishedAt: string | null;
      readonly sizeBytes: string;
      readonly rowCount: string;
      readonly sha256: string | null;
      readonly encrypted: boolean;
      readonly withMasterKeys: boolean;
      readonly release: string;
      readonly failure: string | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type BackupDownloadQueryVariables = Exact<{
  id: string | number;
}>;

export type BackupDownloadQuery = { readonly backup: { readonly id: string; readonly downloadUrl: string | null } };

export type BackupDatabaseMutationVariables = Exact<{
  input?: BackupInput | null | undefined;
}>;

export type BackupDatabaseMutation = {
  readonly backupDatabase: {
    readonly id: string;
    readonly state: BackupState;
    readonly origin: BackupOrigin;
    readonly fileName: string;
    readonly createdAt: string;
    readonly finishedAt: string | null;
    readonly sizeBytes: string;
    readonly rowCount: string;
    readonly sha256: string | null;
    readonly encrypted: boolean;
    readonly withMasterKeys: boolean;
    readonly release: string;
    readonly failure: string | null;
  };
};

export type DeleteBackupMutationVariables = Exact<{
  id: string | number;
}>;

export type DeleteBackupMutation = { readonly deleteBackup: string };

export type RestoreFieldsFragment = {
  readonly id: string;
  readonly state: RestoreState;
  readonly fileName: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly failure: string | null;
  readonly safetyBackup: {
    readonly id: string;
    readonly state: BackupState;
    readonly origin: BackupOrigin;
    readonly fileName: string;
    readonly createdAt: string;
    readonly finishedAt: string | null;
    readonly sizeBytes: string;
    readonly rowCount: string;
    readonly sha256: string | null;
    readonly encrypted: boolean;
    readonly withMasterKeys: boolean;
    readonly release: string;
    readonly failure: string | null;
  } | null;
};

export type LastRestoreQueryVariables = Exact<{ [key: string]: never }>;

export type LastRestoreQuery = {
  readonly lastRestore: {
    readonly id: string;
    readonly state: RestoreState;
    readonly fileName: string;
    readonly createdAt: string;
    readonly finishedAt: string | null;
    readonly failure: string | null;
    readonly safetyBackup: {
      readonly id: string;
      readonly state: BackupState;
      readonly origin: BackupOrigin;
      readonly fileName: string;
      readonly createdAt: string;
      readonly finishedAt: string | null;
      readonly sizeBytes: string;
      readonly rowCount: string;
      readonly sha256: string | null;
      readonly encrypted: boolean;
      readonly withMasterKeys: boolean;
      readonly release: string;
      readonly failure: string | null;
    } | null;
  } | null;
};

export type CheckBackupMutationVariables = Exact<{
  input: CheckBackupInput;
}>;

export type CheckBackupMutation = {
  readonly checkBackup: {
    readonly createdAt: string;
    readonly release: string;
    readonly generation: string;
    readonly withMasterKeys: boolean;
    readonly changesSince: number | null;
    readonly databases: ReadonlyArray<{ readonly service: string; readonly rows: string; readonly bytes: string }>;
  } | null;
};

export type RestoreBackupMutationVariables = Exact<{
  input: RestoreBackupInput;
}>;

export type RestoreBackupMutation = {
  readonly restoreBackup: {
    readonly id: string;
    readonly state: RestoreState;
    readonly fileName: string;
    readonly createdAt: string;
    readonly finishedAt: string | null;
    readonly failure: string | null;
    readonly safetyBackup: {
      readonly id: string;
      readonly state: BackupState;
      readonly origin: BackupOrigin;
      readonly fileName: string;
      readonly createdAt: string;
      readonly finishedAt: string | null;
      readonly sizeBytes: string;
      readonly rowCount: string;
      readonly sha256: string | null;
      readonly encrypted: boolean;
      readonly withMasterKeys: boolean;
      readonly release: string;
      readonly failure: string | null;
    } | null;
  };
};

export type JobFieldsFragment = {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly total: number | null;
  readonly done: number;
  readonly failed: number;
  readonly failure: string | null;
  readonly undoableUntil: string | null;
  readonly undoneById: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
};

export type BulkFieldsFragment = {
  readonly matched: number;
  readonly sample: ReadonlyArray<{ readonly id: string; readonly username: string }>;
  readonly job: {
    readonly id: string;
    readonly kind: JobKind;
    readonly state: JobState;
    readonly total: number | null;
    readonly done: number;
    readonly failed: number;
    readonly failure: string | null;
    readonly undoableUntil: string | null;
    readonly undoneById: string | null;
    readonly createdAt: string;
    readonly startedAt: string | null;
    readonly finishedAt: string | null;
  } | null;
};

export type CreateUsersMutationVariables = Exact<{
  input: BulkCreateUsersInput;
  dryRun: boolean;
}>;

export type CreateUsersMutation = {
  readonly createUsers: {
    readonly names: ReadonlyArray<string>;
    readonly taken: ReadonlyArray<string>;
    readonly job: {
      readonly id: string;
      readonly kind: JobKind;
      readonly state: JobState;
      readonly total: number | null;
      readonly done: number;
      readonly failed: number;
      readonly failure: string | null;
      readonly undoableUntil: string | null;
      readonly undoneById: string | null;
      readonly createdAt: string;
      readonly startedAt: string | null;
      readonly finishedAt: string | null;
    } | null;
  };
};

export type ExtendUsersMutationVariables = Exact<{
  filter: UserFilter;
  input: ExtendUsersInput;
  dryRun: boolean;
}>;

export type ExtendUsersMutation = {
  readonly extendUsers: {
    readonly matched: number;
    readonly sample: ReadonlyArray<{ readonly id: string; readonly username: string }>;
    readonly job: {
      readonly id: string;
      readonly kind: JobKind;
      readonly state: JobState;
      readonly total: number | null;
      readonly done: number;
      readonly failed: number;
      readonly failure: string | null;
      readonly undoableUntil: string | null;
      readonly undoneById: string | null;
      readonly createdAt: string;
      readonly startedAt: string | null;
      readonly finishedAt: string | null;
    } | null;
  };
};

export type ResetUsersUsageMutationVariables = Exact<{
  filter: UserFilter;
  dryRun: boolean;
}>;

export type ResetUsersUsageMutation = {
  readonly resetUsersUsage: {
    readonly matched: number;
    readonly sample: ReadonlyArray<{ readonly id: string; readonly username: string }>;
    readonly job: {
      readonly id: string;
      readonly kind: JobKind;
      readonly state: JobState;
      readonly total: number | null;
      readonly done: number;
      readonly failed: number;
      readonly failure: string | null;
      readonly undoableUntil: string | null;
      readonly undoneById: string | null;
      readonly createdAt: string;
      readonly startedAt: string | null;
      readonly finishedAt: string | null;
    } | null;
  };
};

export type MoveUsersMutationVariables = Exact<{
  filter: UserFilter;
  input: MoveUsersInput;
  dryRun: boolean;
}>;

export type MoveUsersMutation = {
  readonly moveUsers: {
    readonly matched: number;
    readonly sample: ReadonlyArray<{ readonly id: string; readonly username: string }>;
    readonly job: {
      readonly id: string;
      readonly kind: JobKind;
      readonly state: JobState;
      readonly total: number | null;
      readonly done: number;
      readonly failed: number;
      readonly failure: string | null;
      readonly undoableUntil: string | null;
      readonly undoneById: string | null;
      readonly createdAt: string;
      readonly startedAt: string | null;
      readonly finishedAt: string | null;
    } | null;
  };
};

export type SetUsersEnabledMutationVariables = Exact<{
  filter: UserFilter;
  enabled: boolean;
  dryRun: boolean;
}>;

export type SetUsersEnabledMutation = {
  readonly setUsersEnabled: {
    readonly matched: number;
    readonly sample: ReadonlyArray<{ readonly id: string; readonly username: string }>;
    readonly job: {
      readonly id: string;
      readonly kind: JobKind;
      readonly state: JobState;
      readonly total: number | null;
      readonly done: number;
      readonly failed: number;
      readonly failure: string | null;
      readonly undoableUntil: string | null;
      readonly undoneById: string | null;
      readonly createdAt: string;
      readonly startedAt: string | null;
      readonly finishedAt: string | null;
    } | null;
  };
};

export type DeleteUsersMutationVariables = Exact<{
  filter: UserFilter;
  dryRun: boolean;
}>;

export type DeleteUsersMutation = {
  readonly deleteUsers: {
    readonly matched: number;
    readonly sample: ReadonlyArray<{ readonly id: string; readonly username: string }>;
    readonly job: {
      readonly id: string;
      readonly kind: JobKind;
      readonly state: JobState;
      readonly total: number | null;
      readonly done: number;
      readonly failed: number;
      readonly failure: string | null;
      readonly undoableUntil: string | null;
      readonly undoneById: string | null;
      readonly createdAt: string;
      readonly startedAt: string | null;
      readonly finishedAt: string | null;
    } | null;
  };
};

export type UndoJobMutationVariables = Exact<{
  id: string | number;
}>;

export type UndoJobMutation = {
  readonly undoJob: {
    readonly id: string;
    readonly kind: JobKind;
    readonly state: JobState;
    readonly total: number | null;
    readonly done: number;
    readonly failed: number;
    readonly failure: string | null;
    readonly undoableUntil: string | null;
    readonly undoneById: string | null;
    readonly createdAt: string;
    readonly startedAt: string | null;
    readonly finishedAt: string | null;
  };
};

export type CancelJobMutationVariables = Exact<{
  id: string | number;
}>;

export type CancelJobMutation = {
  readonly cancelJob: {
    readonly id: string;
    readonly kind: JobKind;
    readonly state: JobState;
    readonly total: number | null;
    readonly done: number;
    readonly failed: number;
    readonly failure: string | null;
    readonly undoableUntil: string | null;
    readonly undoneById: string | null;
    readonly createdAt: string;
    readonly startedAt: string | null;
    readonly finishedAt: string | null;
  };
};

export type JobsQueryVariables = Exact<{
  page?: Pagination | null | undefined;
}>;

export type JobsQuery = {
  readonly jobs: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly kind: JobKind;
      readonly state: JobState;
      readonly total: number | null;
      readonly done: number;
      readonly failed: number;
      readonly failure: string | null;
      readonly undoableUntil: string | null;
      readonly undoneById: string | null;
      readonly createdAt: string;
      readonly startedAt: string | null;
      readonly finishedAt: string | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type JobFailuresQueryVariables = Exact<{
  id: string | number;
}>;

export type JobFailuresQuery = {
  readonly job: {
    readonly id: string;
    readonly kind: JobKind;
    readonly state: JobState;
    readonly total: number | null;
    readonly done: number;
    readonly failed: number;
    readonly failure: string | null;
    readonly undoableUntil: string | null;
    readonly undoneById: string | null;
    readonly createdAt: string;
    readonly startedAt: string | null;
    readonly finishedAt: string | null;
    readonly failures: ReadonlyArray<{
      readonly item: string;
      readonly path: string | null;
      readonly code: string;
      readonly message: string;
    }>;
  } | null;
};

export type JobProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;

export type JobProgressSubscription = {
  readonly jobProgress: {
    readonly id: string;
    readonly kind: JobKind;
    readonly state: JobState;
    readonly total: number | null;
    readonly done: number;
    readonly failed: number;
    readonly failure: string | null;
    readonly undoableUntil: string | null;
    readonly undoneById: string | null;
    readonly createdAt: string;
    readonly startedAt: string | null;
    readonly finishedAt: string | null;
  };
};

export type ExportUsersMutationVariables = Exact<{
  filter?: UserFilter | null | undefined;
}>;

export type ExportUsersMutation = { readonly exportUsers: { readonly url: string; readonly expiresAt: string } };

export type ImportUsersMutationVariables = Exact<{
  uploadId: string | number;
  dryRun: boolean;
}>;

export type ImportUsersMutation = {
  readonly importUsers: {
    readonly rows: number;
    readonly valid: number;
    readonly problems: ReadonlyArray<{
      readonly line: number;
      readonly column: string;
      readonly code: string;
      readonly message: string;
    }>;
    readonly job: {
      readonly id: string;
      readonly kind: JobKind;
      readonly state: JobState;
      readonly total: number | null;
      readonly done: number;
      readonly failed: number;
      readonly failure: string | null;
      readonly undoableUntil: string | null;
      readonly undoneById: string | null;
      readonly createdAt: string;
      readonly startedAt: string | null;
      readonly finishedAt: string | null;
    } | null;
  };
};

export type AuthorFieldsFragment = {
  readonly kind: AuditActorKind;
  readonly id: string | null;
  readonly name: string | null;
};

export type VersionFieldsFragment = {
  readonly id: string;
  readonly serverId: string;
  readonly number: number;
  readonly hash: string;
  readonly isCurrent: boolean;
  readonly isDraft: boolean;
  readonly cause: ConfigurationCause;
  readonly reason: string;
  readonly createdAt: string;
  readonly validatedBy: string | null;
  readonly sourceVersionId: string | null;
  readonly rolloutId: string | null;
  readonly author: { readonly kind: AuditActorKind; readonly id: string | null; readonly name: string | null };
};

export type ChangeFieldsFragment = {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly isSecret: boolean;
};

export type RolloutFieldsFragment = {
  readonly id: string;
  readonly versionId: string;
  readonly hash: string;
  readonly state: RolloutState;
  readonly revision: number;
  readonly cause: RolloutCause | null;
  readonly reason: string;
  readonly stage: number;
  readonly windowSeconds: number;
  readonly createdAt: string;
  readonly stageStartedAt: string | null;
  readonly finishedAt: string | null;
  readonly author: { readonly kind: AuditActorKind; readonly id: string | null; readonly name: string | null };
  readonly stages: ReadonlyArray<{ readonly percent: number; readonly servers: number }>;
  readonly servers: ReadonlyArray<{
    readonly serverId: string;
    readonly stage: number;
    readonly state: RolloutServerState;
    readonly cause: RolloutCause | null;
  }>;
};

export type ConfigurationVersionsQueryVariables = Exact<{
  serverId: string | number;
  page?: Pagination | null | undefined;
}>;

export type ConfigurationVersionsQuery = {
  readonly configurationVersions: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly serverId: string;
      readonly number: number;
      readonly hash: string;
      readonly isCurrent: boolean;
      readonly isDraft: boolean;
      readonly cause: ConfigurationCause;
      readonly reason: string;
      readonly createdAt: string;
      readonly validatedBy: string | null;
      readonly sourceVersionId: string | null;
      readonly rolloutId: string | null;
      readonly author: { readonly kind: AuditActorKind; readonly id: string | null; readonly name: string | null };
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type ConfigurationDiffQueryVariables = Exact<{
  fromId: string | number;
  toId: string | number;
}>;

export type ConfigurationDiffQuery = {
  readonly configurationDiff: {
    readonly from: { readonly id: string; readonly number: number };
    readonly to: { readonly id: string; readonly number: number };
    readonly changes: ReadonlyArray<{
      readonly path: string;
      readonly before: unknown;
      readonly after: unknown;
      readonly isSecret: boolean;
    }>;
  };
};

export type RolloutsQueryVariables = Exact<{
  filter?: RolloutFilter | null | undefined;
  page?: Pagination | null | undefined;
  withServers: boolean;
}>;

export type RolloutsQuery = {
  readonly rollouts: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly versionId: string;
      readonly hash: string;
      readonly state: RolloutState;
      readonly revision: number;
      readonly cause: RolloutCause | null;
      readonly reason: string;
      readonly stage: number;
      readonly windowSeconds: number;
      readonly createdAt: string;
      readonly stageStartedAt: string | null;
      readonly finishedAt: string | null;
      readonly servers: ReadonlyArray<{
        readonly serverId: string;
        readonly stage: number;
        readonly state: RolloutServerState;
        readonly cause: RolloutCause | null;
        readonly server?: { readonly id: string; readonly name: string } | null;
      }>;
      readonly author: { readonly kind: AuditActorKind; readonly id: string | null; readonly name: string | null };
      readonly stages: ReadonlyArray<{ readonly percent: number; readonly servers: number }>;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type RollBackConfigurationMutationVariables = Exact<{
  versionId: string | number;
  expectedVersionId?: string | number | null | undefined;
  reason?: string | null | undefined;
}>;

export type RollBackConfigurationMutation = {
  readonly rollBackConfiguration: {
    readonly id: string;
    readonly serverId: string;
    readonly number: number;
    readonly hash: string;
    readonly isCurrent: boolean;
    readonly isDraft: boolean;
    readonly cause: ConfigurationCause;
    readonly reason: string;
    readonly createdAt: string;
    readonly validatedBy: string | null;
    readonly sourceVersionId: string | null;
    readonly rolloutId: string | null;
    readonly author: { readonly kind: AuditActorKind; readonly id: string | null; readonly name: string | null };
  };
};

export type StartRolloutMutationVariables = Exact<{
  input: StartRolloutInput;
}>;

export type StartRolloutMutation = {
  readonly startRollout: {
    readonly id: string;
    readonly versionId: string;
    readonly hash: string;
    readonly state: RolloutState;
    readonly revision: number;
    readonly cause: RolloutCause | null;
    readonly reason: string;
    readonly stage: number;
    readonly windowSeconds: number;
    readonly createdAt: string;
    readonly stageStartedAt: string | null;
    readonly finishedAt: string | null;
    readonly author: { readonly kind: AuditActorKind; readonly id: string | null; readonly name: string | null };
    readonly stages: ReadonlyArray<{ readonly percent: number; readonly servers: number }>;
    readonly servers: ReadonlyArray<{
      readonly serverId: string;
      readonly stage: number;
      readonly state: RolloutServerState;
      readonly cause: RolloutCause | null;
    }>;
  };
};

export type PauseRolloutMutationVariables = Exact<{
  id: string | number;
}>;

export type PauseRolloutMutation = {
  readonly pauseRollout: {
    readonly id: string;
    readonly versionId: string;
    readonly hash: string;
    readonly state: RolloutState;
    readonly revision: number;
    readonly cause: RolloutCause | null;
    readonly reason: string;
    readonly stage: number;
    readonly windowSeconds: number;
    readonly createdAt: string;
    readonly stageStartedAt: string | null;
    readonly finishedAt: string | null;
    readonly author: { readonly kind: AuditActorKind; readonly id: string | null; readonly name: string | null };
    readonly stages: ReadonlyArray<{ readonly percent: number; readonly servers: number }>;
    readonly servers: ReadonlyArray<{
      readonly serverId: string;
      readonly stage: number;
      readonly state: RolloutServerState;
      readonly cause: RolloutCause | null;
    }>;
  };
};

export type ResumeRolloutMutationVariables = Exact<{
  id: string | number;
}>;

export type ResumeRolloutMutation = {
  readonly resumeRollout: {
    readonly id: string;
    readonly versionId: string;
    readonly hash: string;
    readonly state: RolloutState;
    readonly revision: number;
    readonly cause: RolloutCause | null;
    readonly reason: string;
    readonly stage: number;
    readonly windowSeconds: number;
    readonly createdAt: string;
    readonly stageStartedAt: string | null;
    readonly finishedAt: string | null;
    readonly author: { readonly kind: AuditActorKind; readonly id: string | null; readonly name: string | null };
    readonly stages: ReadonlyArray<{ readonly percent: number; readonly servers: number }>;
    readonly servers: ReadonlyArray<{
      readonly serverId: string;
      readonly stage: number;
      readonly state: RolloutServerState;
      readonly cause: RolloutCause | null;
    }>;
  };
};

export type AbortRolloutMutationVariables = Exact<{
  id: string | number;
  keep?: boolean | null | undefined;
}>;

export type AbortRolloutMutation = {
  readonly abortRollout: {
    readonly id: string;
    readonly versionId: string;
    readonly hash: string;
    readonly state: RolloutState;
    readonly revision: number;
    readonly cause: RolloutCause | null;
    readonly reason: string;
    readonly stage: number;
    readonly windowSeconds: number;
    readonly createdAt: string;
    readonly stageStartedAt: string | null;
    readonly finishedAt: string | null;
    readonly author: { readonly kind: AuditActorKind; readonly id: string | null; readonly name: string | null };
    readonly stages: ReadonlyArray<{ readonly percent: number; readonly servers: number }>;
    readonly servers: ReadonlyArray<{
      readonly serverId: string;
      readonly stage: number;
      readonly state: RolloutServerState;
      readonly cause: RolloutCause | null;
    }>;
  };
};

export type RolloutChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;

export type RolloutChangedSubscription = {
  readonly rolloutChanged: {
    readonly id: string;
    readonly versionId: string;
    readonly hash: string;
    readonly state: RolloutState;
    readonly revision: number;
    readonly cause: RolloutCause | null;
    readonly reason: string;
    readonly stage: number;
    readonly windowSeconds: number;
    readonly createdAt: string;
    readonly stageStartedAt: string | null;
    readonly finishedAt: string | null;
    readonly author: { readonly kind: AuditActorKind; readonly id: string | null; readonly name: string | null };
    readonly stages: ReadonlyArray<{ readonly percent: number; readonly servers: number }>;
    readonly servers: ReadonlyArray<{
      readonly serverId: string;
      readonly stage: number;
      readonly state: RolloutServerState;
      readonly cause: RolloutCause | null;
    }>;
  };
};

export type GroupFieldsFragment = {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly userCount: number;
  readonly inboundIds: ReadonlyArray<string>;
  readonly revision: number;
};

export type GroupsQueryVariables = Exact<{
  page?: Pagination | null | undefined;
  withInbounds: boolean;
  withServers: boolean;
}>;

export type GroupsQuery = {
  readonly groups: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly isDefault: boolean;
      readonly userCount: number;
      readonly inboundIds: ReadonlyArray<string>;
      readonly revision: number;
      readonly inbounds?: ReadonlyArray<{
        readonly id: string;
        readonly tag: string;
        readonly protocol: InboundProtocol;
        readonly server?: { readonly id: string; readonly name: string } | null;
      }>;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type GroupNamesQueryVariables = Exact<{ [key: string]: never }>;

export type GroupNamesQuery = {
  readonly groups: {
    readonly nodes: ReadonlyArray<{ readonly id: string; readonly name: string; readonly isDefault: boolean }>;
  };
};

export type CreateGroupMutationVariables = Exact<{
  input: CreateGroupInput;
}>;

export type CreateGroupMutation = {
  readonly createGroup: {
    readonly id: string;
    readonly name: string;
    readonly isDefault: boolean;
    readonly userCount: number;
    readonly inboundIds: ReadonlyArray<string>;
    readonly revision: number;
  };
};

export type UpdateGroupMutationVariables = Exact<{
  id: string | number;
  input: UpdateGroupInput;
}>;

export type UpdateGroupMutation = {
  readonly updateGroup: {
    readonly id: string;
    readonly name: string;
    readonly isDefault: boolean;
    readonly userCount: number;
    readonly inboundIds: ReadonlyArray<string>;
    readonly revision: number;
  };
};

export type DeleteGroupMutationVariables = Exact<{
  id: string | number;
}>;

export type DeleteGroupMutation = { readonly deleteGroup: boolean };

export type HostFieldsFragment = {
  readonly id: string;
  readonly inboundId: string;
  readonly remark: string;
  readonly addresses: ReadonlyArray<string>;
  readonly port: number | null;
  readonly sni: string | null;
  readonly hostHeader: string | null;
  readonly path: string | null;
  readonly alpn: ReadonlyArray<string>;
  readonly fingerprint: string | null;
  readonly security: InboundSecurity | null;
  readonly enabled: boolean;
  readonly tags: ReadonlyArray<string>;
  readonly weight: number;
  readonly position: number;
  readonly revision: number;
};

export type HostsQueryVariables = Exact<{
  filter?: HostFilter | null | undefined;
  page?: Pagination | null | undefined;
}>;

export type HostsQuery = {
  readonly hosts: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly inboundId: string;
      readonly remark: string;
      readonly addresses: ReadonlyArray<string>;
      readonly port: number | null;
      readonly sni: string | null;
      readonly hostHeader: string | null;
      readonly path: string | null;
      readonly alpn: ReadonlyArray<string>;
      readonly fingerprint: string | null;
      readonly security: InboundSecurity | null;
      readonly enabled: boolean;
      readonly tags: ReadonlyArray<string>;
      readonly weight: number;
      readonly position: number;
      readonly revision: number;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type CreateHostMutationVariables = Exact<{
  input: CreateHostInput;
}>;

export type CreateHostMutation = {
  readonly createHost: {
    readonly id: string;
    readonly inboundId: string;
    readonly remark: string;
    readonly addresses: ReadonlyArray<string>;
    readonly port: number | null;
    readonly sni: string | null;
    readonly hostHeader: string | null;
    readonly path: string | null;
    readonly alpn: ReadonlyArray<string>;
    readonly fingerprint: string | null;
    readonly security: InboundSecurity | null;
    readonly enabled: boolean;
    readonly tags: ReadonlyArray<string>;
    readonly weight: number;
    readonly position: number;
    readonly revision: number;
  };
};

export type UpdateHostMutationVariables = Exact<{
  id: string | number;
  input: UpdateHostInput;
}>;

export type UpdateHostMutation = {
  readonly updateHost: {
    readonly id: string;
    readonly inboundId: string;
    readonly remark: string;
    readonly addresses: ReadonlyArray<string>;
    readonly port: number | null;
    readonly sni: string | null;
    readonly hostHeader: string | null;
    readonly path: string | null;
    readonly alpn: ReadonlyArray<string>;
    readonly fingerprint: string | null;
    readonly security: InboundSecurity | null;
    readonly enabled: boolean;
    readonly tags: ReadonlyArray<string>;
    readonly weight: number;
    readonly position: number;
    readonly revision: number;
  };
};

export type DeleteHostMutationVariables = Exact<{
  id: string | number;
}>;

export type DeleteHostMutation = { readonly deleteHost: boolean };

export type ReorderHostsMutationVariables = Exact<{
  ids: ReadonlyArray<string | number> | string | number;
}>;

export type ReorderHostsMutation = {
  readonly reorderHosts: ReadonlyArray<{
    readonly id: string;
    readonly inboundId: string;
    readonly remark: string;
    readonly addresses: ReadonlyArray<string>;
    readonly port: number | null;
    readonly sni: string | null;
    readonly hostHeader: string | null;
    readonly path: string | null;
    readonly alpn: ReadonlyArray<string>;
    readonly fingerprint: string | null;
    readonly security: InboundSecurity | null;
    readonly enabled: boolean;
    readonly tags: ReadonlyArray<string>;
    readonly weight: number;
    readonly position: number;
    readonly revision: number;
  }>;
};

export type IncidentsQueryVariables = Exact<{
  filter?: IncidentFilter | null | undefined;
  page?: Pagination | null | undefined;
}>;

export type IncidentsQuery = {
  readonly incidents: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly kind: IncidentKind;
      readonly serverId: string | null;
      readonly count: number;
      readonly firstAt: string;
      readonly lastAt: string;
      readonly acknowledgedAt: string | null;
      readonly server: { readonly id: string; readonly name: string } | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
};

export type AcknowledgeIncidentMutationVariables = Exact<{
  id: string | number;
}>;

export type AcknowledgeIncidentMutation = {
  readonly acknowledgeIncident: { readonly id: string; readonly acknowledgedAt: string | null };
};

export type SubscriptionLinkQueryVariables = Exact<{
  userId: string | number;
}>;

export type SubscriptionLinkQuery = {
  readonly subscriptionLink: { readonly url: string; readonly generation: number; readonly rotatedAt: string };
};

export type LinkRuleFieldsFragment = {
  readonly name: string;
  readonly enabled: boolean;
  readonly match: LinkRuleMatch;
  readonly conditions: ReadonlyArray<{
    readonly header: string;
    readonly operator: LinkRuleOperator;
    readonly value: string;
    readonly caseSensitive: boolean;
  }>;
  readonly action: {
    readonly kind: LinkRuleActionKind;
    readonly format: LinkFormat | null;
    readonly templateId: string | null;
    readonly status: number | null;
    readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  };
};

export type LinkSettingsQueryVariables = Exact<{ [key: string]: never }>;

export type LinkSettingsQuery = {
  readonly linkSettings: {
    readonly title: string;
    readonly supportUrl: string;
    readonly pageUrl: string;
    readonly updateIntervalHours: number;
    readonly announce: string;
    readonly requireDeviceId: boolean;
    readonly revision: number;
    readonly rules: ReadonlyArray<{
      readonly name: string;
      readonly enabled: boolean;
      readonly match: LinkRuleMatch;
      readonly conditions: ReadonlyArray<{
        readonly header: string;
        readonly operator: LinkRuleOperator;
        readonly value: string;
        readonly caseSensitive: boolean;
      }>;
      readonly action: {
        readonly kind: LinkRuleActionKind;
        readonly format: LinkFormat | null;
        readonly templateId: string | null;
        readonly status: number | null;
        readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
      };
    }>;
  };
};

export type UpdateLinkSettingsMutationVariables = Exact<{
  input: UpdateLinkSettingsInput;
}>;

export type UpdateLinkSettingsMutation = { readonly updateLinkSettings: { readonly revision: number } };

export type LinkPreviewQueryVariables = Exact<{
  input: LinkPreviewInput;
}>;

export type LinkPreviewQuery = {
  readonly linkPreview: {
    readonly status: number;
    readonly rule: string | null;
    readonly contentType: string;
    readonly body: string;
    readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  };
};

export type LinkTemplateFieldsFragment = {
  readonly id: string;
  readonly name: string;
  readonly format: LinkFormat;
  readonly content: string;
  readonly isDefault: boolean;
  readonly updatedAt: string;
  readonly revision: number;
};

export type LinkTemplatesQueryVariables = Exact<{ [key: string]: never }>;

export type LinkTemplatesQuery = {
  readonly linkTemplates: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly format: LinkFormat;
    readonly content: string;
    readonly isDefault: boolean;
    readonly updatedAt: string;
    readonly revision: number;
  }>;
};

export type UsualLinkTemplateQueryVariables = Exact<{
  format: LinkFormat;
}>;

export type UsualLinkTemplateQuery = { readonly usualLinkTemplate: string };

export type CreateLinkTemplateMutationVariables = Exact<{
  input: CreateLinkTemplateInput;
}>;

export type CreateLinkTemplateMutation = {
  readonly createLinkTemplate: {
    readonly id: string;
    readonly name: string;
    readonly format: LinkFormat;
    readonly content: string;
    readonly isDefault: boolean;
    readonly updatedAt: string;
    readonly revision: number;
  };
};

export type UpdateLinkTemplateMutationVariables = Exact<{
  id: string | number;
  input: UpdateLinkTemplateInput;
}>;

export type UpdateLinkTemplateMutation = {
  readonly updateLinkTemplate: {
    readonly id: string;
    readonly name: string;
    readonly format: LinkFormat;
    readonly content: string;
    readonly isDefault: boolean;
    readonly updatedAt: string;
    readonly revision: number;
  };
};

export type DeleteLinkTemplateMutationVariables = Exact<{
  id: string | number;
}>;

export type DeleteLinkTemplateMutation = { readonly deleteLinkTemplate: boolean };

export type LiveSessionFieldsFragment = {
  readonly id: string;
  readonly serverId: string;
  readonly serverName: string | null;
  readonly inboundId: string;
  readonly inboundTag: string | null;
  readonly protocol: InboundProtocol | null;
  readonly userId: string;
  readonly deviceId: string;
  readonly source: string | null;
  readonly since: string;
  readonly uplinkBytes: string;
  readonly downlinkBytes: string;
};

export type UserLiveSessionsQueryVariables = Exact<{
  userId: string | number;
  first?: number | null | undefined;
}>;

export type UserLiveSessionsQuery = {
  readonly userLiveSessions: {
    readonly totalCount: number;
    readonly unreachableServerIds: ReadonlyArray<string>;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly serverId: string;
      readonly serverName: string | null;
      readonly inboundId: string;
      readonly inboundTag: string | null;
      readonly protocol: InboundProtocol | null;
      readonly userId: string;
      readonly deviceId: string;
      readonly source: string | null;
      readonly since: string;
      readonly uplinkBytes: string;
      readonly downlinkBytes: string;
    }>;
  };
};

export type ServerLiveSessionsQueryVariables = Exact<{
  serverId: string | number;
  first?: number | null | undefined;
}>;

export type ServerLiveSessionsQuery = {
  readonly serverLiveSessions: {
    readonly totalCount: number;
    readonly unreachableServerIds: ReadonlyArray<string>;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly serverId: string;
      readonly serverName: string | null;
      readonly inboundId: string;
      readonly inboundTag: string | null;
      readonly protocol: InboundProtocol | null;
      readonly userId: string;
      readonly deviceId: string;
      readonly source: string | null;
      readonly since: string;
      readonly uplinkBytes: string;
      readonly downlinkBytes: string;
    }>;
  };
};

export type KillSessionsMutationVariables = Exact<{
  userId: string | number;
  serverId?: string | number | null | undefined;
  deviceId?: string | number | null | undefined;
}>;

export type KillSessionsMutation = {
  readonly killSessions: { readonly sessions: number; readonly unreachableServerIds: ReadonlyArray<string> };
};

export type KillSessionMutationVariables = Exact<{
  userId: string | number;
  serverId: string | number;
  sessionId: string | number;
}>;

export type KillSessionMutation = {
  readonly killSession: { readonly sessions: number; readonly unreachableServerIds: ReadonlyArray<string> };
};

export type ServerLogsQueryVariables = Exact<{
  serverId: string | number;
  lines?: number | null | undefined;
}>;

export type ServerLogsQuery = {
  readonly serverLogs: ReadonlyArray<{
    readonly at: string | null;
    readonly source: LogSource;
    readonly severity: LogSeverity;
    readonly text: string;
  }>;
};

export type ServerHealthQueryVariables = Exact<{
  id: string | number;
}>;

export type ServerHealthQuery = {
  readonly server: {
    readonly id: string;
    readonly health: {
      readonly state: ServerHealthState;
      readonly score: number;
      readonly since: string;
      readonly checkedAt: string;
      readonly reasons: ReadonlyArray<{ readonly code: ServerHealthReasonCode; readonly inboundId: string | null }>;
      readonly inbounds: ReadonlyArray<{
        readonly inboundId: string;
        readonly reachable: boolean;
        readonly latencyMs: number | null;
        readonly checkedAt: string;
        readonly failure: HandshakeFailure | null;
      }>;
    } | null;
  } | null;
};

export type ServerMachineSubscriptionVariables = Exact<{
  serverId: string | number;
}>;

export type ServerMachineSubscription = {
  readonly serverMachine: {
    readonly serverId: string;
    readonly machine: {
      readonly connected: boolean;
      readonly seenAt: string | null;
      readonly agentVersion: string;
      readonly engineVersion: string;
      readonly engineHealthy: boolean;
      readonly users: number;
      readonly sessions: number;
      readonly configurationApplied: boolean;
      readonly problem: string;
      readonly clockSkewMs: number;
      readonly certificateIssuedAt: string | null;
      readonly certificateExpiresAt: string | null;
      readonly processors: number;
      readonly processorUse: number;
      readonly uplinkBytesPerSecond: string;
      readonly downlinkBytesPerSecond: string;
      readonly load: number;
      readonly memoryBytes: string;
      readonly memoryFreeBytes: string;
    } | null;
  };
};

export type ServerFieldsFragment = {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly state: ServerState;
  readonly tags: ReadonlyArray<string>;
  readonly addresses: ReadonlyArray<string>;
  readonly coefficientMilli: number;
  readonly shared: boolean;
  readonly note: string;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly region: {
    readonly country: string | null;
    readonly city: string | null;
    readonly latitude: number | null;
    readonly longitude: number | null;
  };
  readonly capacity: { readonly users: number | null; readonly megabitsPerSecond: number | null };
  readonly trafficQuota: {
    readonly limitBytes: string;
    readonly counted: CountedTraffic;
    readonly warningPercent: number;
    readonly reset: { readonly dayOfMonth: number; readonly zone: string };
  } | null;
  readonly failover: { readonly group: string; readonly rank: number } | null;
};

export type InboundRowFragment = {
  readonly id: string;
  readonly serverId: string;
  readonly tag: string;
  readonly protocol: InboundProtocol;
  readonly listen: string;
  readonly port: number;
  readonly lastPort: number;
  readonly network: InboundNetwork;
  readonly security: InboundSecurity;
  readonly enabled: boolean;
  readonly shared: boolean;
  readonly instance: string | null;
  readonly revision: number;
};

export type MachineFieldsFragment = {
  readonly connected: boolean;
  readonly seenAt: string | null;
  readonly agentVersion: string;
  readonly engineVersion: string;
  readonly engineHealthy: boolean;
  readonly users: number;
  readonly sessions: number;
  readonly configurationApplied: boolean;
  readonly problem: string;
  readonly clockSkewMs: number;
  readonly certificateIssuedAt: string | null;
  readonly certificateExpiresAt: string | null;
  readonly processors: number;
  readonly processorUse: number;
  readonly uplinkBytesPerSecond: string;
  readonly downlinkBytesPerSecond: string;
  readonly load: number;
  readonly memoryBytes: string;
  readonly memoryFreeBytes: string;
};

export type ServersQueryVariables = Exact<{
  filter?: ServerFilter | null | undefined;
  withInbounds: boolean;
}>;

export type ServersQuery = {
  readonly servers: ReadonlyArray<{
    readonly id: string;
    readonly tenantId: string;
    readonly name: string;
    readonly state: ServerState;
    readonly tags: ReadonlyArray<string>;
    readonly addresses: ReadonlyArray<string>;
    readonly coefficientMilli: number;
    readonly shared: boolean;
    readonly note: string;
    readonly revision: number;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly machine: {
      readonly connected: boolean;
      readonly engineHealthy: boolean;
      readonly users: number;
      readonly sessions: number;
      readonly problem: string;
      readonly uplinkBytesPerSecond: string;
      readonly downlinkBytesPerSecond: string;
    } | null;
    readonly health: { readonly state: ServerHealthState } | null;
    readonly quotaUsage: { readonly state: QuotaState } | null;
    readonly inbounds?: ReadonlyArray<{
      readonly id: string;
      readonly tag: string;
      readonly protocol: InboundProtocol;
    }>;
    readonly region: {
      readonly country: string | null;
      readonly city: string | null;
      readonly latitude: number | null;
      readonly longitude: number | null;
    };
    readonly capacity: { readonly users: number | null; readonly megabitsPerSecond: number | null };
    readonly trafficQuota: {
      readonly limitBytes: string;
      readonly counted: CountedTraffic;
      readonly warningPercent: number;
      readonly reset: { readonly dayOfMonth: number; readonly zone: string };
    } | null;
    readonly failover: { readonly group: string; readonly rank: number } | null;
  }>;
};

export type ServerQueryVariables = Exact<{
  id: string | number;
  withInbounds: boolean;
}>;

export type ServerQuery = {
  readonly server: {
    readonly id: string;
    readonly tenantId: string;
    readonly name: string;
    readonly state: ServerState;
    readonly tags: ReadonlyArray<string>;
    readonly addresses: ReadonlyArray<string>;
    readonly coefficientMilli: number;
    readonly shared: boolean;
    readonly note: string;
    readonly revision: number;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly quotaUsage: {
      readonly usedBytes: string;
      readonly state: QuotaState;
      readonly periodStartedAt: string;
      readonly periodEndsAt: string;
    } | null;
    readonly latencies: ReadonlyArray<{ readonly country: string | null; readonly medianMs: number }>;
    readonly machine: {
      readonly connected: boolean;
      readonly seenAt: string | null;
      readonly agentVersion: string;
      readonly engineVersion: string;
      readonly engineHealthy: boolean;
      readonly users: number;
      readonly sessions: number;
      readonly configurationApplied: boolean;
      readonly problem: string;
      readonly clockSkewMs: number;
      readonly certificateIssuedAt: string | null;
      readonly certificateExpiresAt: string | null;
      readonly processors: number;
      readonly processorUse: number;
      readonly uplinkBytesPerSecond: string;
      readonly downlinkBytesPerSecond: string;
      readonly load: number;
      readonly memoryBytes: string;
      readonly memoryFreeBytes: string;
    } | null;
    readonly inbounds?: ReadonlyArray<{
      readonly id: string;
      readonly serverId: string;
      readonly tag: string;
      readonly protocol: InboundProtocol;
      readonly listen: string;
      readonly port: number;
      readonly lastPort: number;
      readonly network: InboundNetwork;
      readonly security: InboundSecurity;
      readonly enabled: boolean;
      readonly shared: boolean;
      readonly instance: string | null;
      readonly revision: number;
    }>;
    readonly region: {
      readonly country: string | null;
      readonly city: string | null;
      readonly latitude: number | null;
      readonly longitude: number | null;
    };
    readonly capacity: { readonly users: number | null; readonly megabitsPerSecond: number | null };
    readonly trafficQuota: {
      readonly limitBytes: string;
      readonly counted: CountedTraffic;
      readonly warningPercent: number;
      readonly reset: { readonly dayOfMonth: number; readonly zone: string };
    } | null;
    readonly failover: { readonly group: string; readonly rank: number } | null;
  } | null;
};

export type CreateServerMutationVariables = Exact<{
  input: CreateServerInput;
}>;

export type CreateServerMutation = {
  readonly createServer: {
    readonly id: string;
    readonly tenantId: string;
    readonly name: string;
    readonly state: ServerState;
    readonly tags: ReadonlyArray<string>;
    readonly addresses: ReadonlyArray<string>;
    readonly coefficientMilli: number;
    readonly shared: boolean;
    readonly note: string;
    readonly revision: number;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly region: {
      readonly country: string | null;
      readonly city: string | null;
      readonly latitude: number | null;
      readonly longitude: number | null;
    };
    readonly capacity: { readonly users: number | null; readonly megabitsPerSecond: number | null };
    readonly trafficQuota: {
      readonly limitBytes: string;
      readonly counted: CountedTraffic;
      readonly warningPercent: number;
      readonly reset: { readonly dayOfMonth: number; readonly zone: string };
    } | null;
    readonly failover: { readonly group: string; readonly rank: number } | null;
  };
};

export type UpdateServerMutationVariables = Exact<{
  id: string | number;
  input: UpdateServerInput;
}>;

export type UpdateServerMutation = {
  readonly updateServer: {
    readonly id: string;
    readonly tenantId: string;
    readonly name: string;
    readonly state: ServerState;
    readonly tags: ReadonlyArray<string>;
    readonly addresses: ReadonlyArray<string>;
    readonly coefficientMilli: number;
    readonly shared: boolean;
    readonly note: string;
    readonly revision: number;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly region: {
      readonly country: string | null;
      readonly city: string | null;
      readonly latitude: number | null;
      readonly longitude: number | null;
    };
    readonly capacity: { readonly users: number | null; readonly megabitsPerSecond: number | null };
    readonly trafficQuota: {
      readonly limitBytes: string;
      readonly counted: CountedTraffic;
      readonly warningPercent: number;
      readonly reset: { readonly dayOfMonth: number; readonly zone: string };
    } | null;
    readonly failover: { readonly group: string; readonly rank: number } | null;
  };
};

export type FailoverGroupsQueryVariables = Exact<{ [key: string]: never }>;

export type FailoverGroupsQuery = {
  readonly failoverGroups: ReadonlyArray<{
    readonly name: string;
    readonly shownServers: number;
    readonly members: ReadonlyArray<{
      readonly serverId: string;
      readonly rank: number;
      readonly spare: boolean;
      readonly server: { readonly name: string } | null;
    }>;
  }>;
};

export type UpdateFailoverGroupMutationVariables = Exact<{
  name: string;
  shownServers: number;
}>;

export type UpdateFailoverGroupMutation = {
  readonly updateFailoverGroup: { readonly name: string; readonly shownServers: number };
};

export type DeleteServerMutationVariables = Exact<{
  id: string | number;
}>;

export type DeleteServerMutation = { readonly deleteServer: boolean };

export type InboundsQueryVariables = Exact<{
  filter?: InboundFilter | null | undefined;
  page?: Pagination | null | undefined;
  withServers: boolean;
  withGroups: boolean;
}>;

export type InboundsQuery = {
  readonly inbounds: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly serverId: string;
      readonly tag: string;
      readonly protocol: InboundProtocol;
      readonly listen: string;
      readonly port: number;
      readonly lastPort: number;
      readonly network: InboundNetwork;
      readonly security: InboundSecurity;
      readonly enabled: boolean;
      readonly shared: boolean;
      readonly instance: string | null;
      readonly revision: number;
      readonly server?: { readonly id: string; readonly name: string } | null;
      readonly groups?: ReadonlyArray<{ readonly id: string; readonly name: string }>;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type InboundFieldsFragment = {
  readonly settings: unknown;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly id: string;
  readonly serverId: string;
  readonly tag: string;
  readonly protocol: InboundProtocol;
  readonly listen: string;
  readonly port: number;
  readonly lastPort: number;
  readonly network: InboundNetwork;
  readonly security: InboundSecurity;
  readonly enabled: boolean;
  readonly shared: boolean;
  readonly instance: string | null;
  readonly revision: number;
  readonly sniffing: {
    readonly enabled: boolean;
    readonly destinationOverrides: ReadonlyArray<SniffedProtocol>;
    readonly routeOnly: boolean;
  };
};

export type InboundQueryVariables = Exact<{
  id: string | number;
  withServers: boolean;
  withGroups: boolean;
}>;

export type InboundQuery = {
  readonly inbound: {
    readonly settings: unknown;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly id: string;
    readonly serverId: string;
    readonly tag: string;
    readonly protocol: InboundProtocol;
    readonly listen: string;
    readonly port: number;
    readonly lastPort: number;
    readonly network: InboundNetwork;
    readonly security: InboundSecurity;
    readonly enabled: boolean;
    readonly shared: boolean;
    readonly instance: string | null;
    readonly revision: number;
    readonly server?: { readonly id: string; readonly name: string } | null;
    readonly groups?: ReadonlyArray<{ readonly id: string; readonly name: string }>;
    readonly sniffing: {
      readonly enabled: boolean;
      readonly destinationOverrides: ReadonlyArray<SniffedProtocol>;
      readonly routeOnly: boolean;
    };
  } | null;
};

export type InboundSchemasQueryVariables = Exact<{ [key: string]: never }>;

export type InboundSchemasQuery = {
  readonly inboundSchemas: {
    readonly protocols: ReadonlyArray<{
      readonly protocol: InboundProtocol;
      readonly networks: ReadonlyArray<InboundNetwork>;
      readonly securities: ReadonlyArray<InboundSecurity>;
      readonly schema: unknown;
    }>;
    readonly networks: ReadonlyArray<{ readonly network: InboundNetwork; readonly schema: unknown }>;
    readonly securities: ReadonlyArray<{ readonly security: InboundSecurity; readonly schema: unknown }>;
  };
};

export type CreateInboundMutationVariables = Exact<{
  input: CreateInboundInput;
}>;

export type CreateInboundMutation = {
  readonly createInbound: {
    readonly settings: unknown;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly id: string;
    readonly serverId: string;
    readonly tag: string;
    readonly protocol: InboundProtocol;
    readonly listen: string;
    readonly port: number;
    readonly lastPort: number;
    readonly network: InboundNetwork;
    readonly security: InboundSecurity;
    readonly enabled: boolean;
    readonly shared: boolean;
    readonly instance: string | null;
    readonly revision: number;
    readonly sniffing: {
      readonly enabled: boolean;
      readonly destinationOverrides: ReadonlyArray<SniffedProtocol>;
      readonly routeOnly: boolean;
    };
  };
};

export type UpdateInboundMutationVariables = Exact<{
  id: string | number;
  input: UpdateInboundInput;
}>;

export type UpdateInboundMutation = {
  readonly updateInbound: {
    readonly settings: unknown;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly id: string;
    readonly serverId: string;
    readonly tag: string;
    readonly protocol: InboundProtocol;
    readonly listen: string;
    readonly port: number;
    readonly lastPort: number;
    readonly network: InboundNetwork;
    readonly security: InboundSecurity;
    readonly enabled: boolean;
    readonly shared: boolean;
    readonly instance: string | null;
    readonly revision: number;
    readonly sniffing: {
      readonly enabled: boolean;
      readonly destinationOverrides: ReadonlyArray<SniffedProtocol>;
      readonly routeOnly: boolean;
    };
  };
};

export type DeleteInboundMutationVariables = Exact<{
  id: string | number;
}>;

export type DeleteInboundMutation = { readonly deleteInbound: boolean };

export type GenerateKeysMutationVariables = Exact<{
  kind: KeyKind;
}>;

export type GenerateKeysMutation = {
  readonly generateKeys: { readonly privateValue: string; readonly publicValue: string | null };
};

export type CheckRealityTargetMutationVariables = Exact<{
  target: string;
  serverNames?: ReadonlyArray<string> | string | null | undefined;
}>;

export type CheckRealityTargetMutation = {
  readonly checkRealityTarget: {
    readonly problems: ReadonlyArray<RealityTargetProblem>;
    readonly otherNames: ReadonlyArray<string>;
    readonly latencyMs: number | null;
  };
};

export type CreateEnrolmentTokenMutationVariables = Exact<{
  serverId: string | number;
}>;

export type CreateEnrolmentTokenMutation = {
  readonly createEnrolmentToken: {
    readonly command: string;
    readonly installCommand: string | null;
    readonly expiresAt: string;
  };
};

export type RevokeMachineMutationVariables = Exact<{
  serverId: string | number;
}>;

export type RevokeMachineMutation = { readonly revokeMachine: boolean };

export type WriteOffMachineMutationVariables = Exact<{
  serverId: string | number;
}>;

export type WriteOffMachineMutation = { readonly writeOffMachine: boolean };

export type AccountRowFragment = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
  readonly createdAt: string;
};

export type AccountsQueryVariables = Exact<{
  filter?: AccountFilter | null | undefined;
  search?: string | null | undefined;
  page?: Pagination | null | undefined;
}>;

export type AccountsQuery = {
  readonly accounts: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly username: string;
      readonly name: string;
      readonly role: string;
      readonly disabled: boolean;
      readonly mustChangePassword: boolean;
      readonly createdAt: string;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type CreateAccountMutationVariables = Exact<{
  input: CreateAccountInput;
}>;

export type CreateAccountMutation = {
  readonly createAccount: {
    readonly generatedPassword: string | null;
    readonly account: {
      readonly id: string;
      readonly username: string;
      readonly name: string;
      readonly role: string;
      readonly disabled: boolean;
      readonly mustChangePassword: boolean;
      readonly createdAt: string;
    };
  };
};

export type UpdateAccountMutationVariables = Exact<{
  id: string | number;
  input: UpdateAccountInput;
}>;

export type UpdateAccountMutation = {
  readonly updateAccount: {
    readonly id: string;
    readonly username: string;
    readonly name: string;
    readonly role: string;
    readonly disabled: boolean;
    readonly mustChangePassword: boolean;
    readonly createdAt: string;
  };
};

export type DeleteAccountMutationVariables = Exact<{
  id: string | number;
}>;

export type DeleteAccountMutation = { readonly deleteAccount: boolean };

export type ResetPasswordMutationVariables = Exact<{
  id: string | number;
}>;

export type ResetPasswordMutation = {
  readonly resetPassword: {
    readonly generatedPassword: string | null;
    readonly account: {
      readonly id: string;
      readonly username: string;
      readonly name: string;
      readonly role: string;
      readonly disabled: boolean;
      readonly mustChangePassword: boolean;
      readonly createdAt: string;
    };
  };
};

export type RoleFieldsFragment = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly builtIn: boolean;
  readonly ownRowsOnly: boolean;
  readonly permissions: ReadonlyArray<string>;
};

export type RolesQueryVariables = Exact<{ [key: string]: never }>;

export type RolesQuery = {
  readonly roles: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly builtIn: boolean;
    readonly ownRowsOnly: boolean;
    readonly permissions: ReadonlyArray<string>;
  }>;
};

export type PermissionsQueryVariables = Exact<{ [key: string]: never }>;

export type PermissionsQuery = {
  readonly permissions: ReadonlyArray<{ readonly name: string; readonly description: string }>;
};

export type CreateRoleMutationVariables = Exact<{
  input: CreateRoleInput;
}>;

export type CreateRoleMutation = {
  readonly createRole: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly builtIn: boolean;
    readonly ownRowsOnly: boolean;
    readonly permissions: ReadonlyArray<string>;
  };
};

export type UpdateRoleMutationVariables = Exact<{
  id: string | number;
  input: UpdateRoleInput;
}>;

export type UpdateRoleMutation = {
  readonly updateRole: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly builtIn: boolean;
    readonly ownRowsOnly: boolean;
    readonly permissions: ReadonlyArray<string>;
  };
};

export type DeleteRoleMutationVariables = Exact<{
  id: string | number;
}>;

export type DeleteRoleMutation = { readonly deleteRole: boolean };

export type ApiTokenFieldsFragment = {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly scopes: ReadonlyArray<string>;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
};

export type ApiTokensQueryVariables = Exact<{
  page?: Pagination | null | undefined;
}>;

export type ApiTokensQuery = {
  readonly apiTokens: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly accountId: string;
      readonly name: string;
      readonly scopes: ReadonlyArray<string>;
      readonly createdAt: string;
      readonly expiresAt: string | null;
      readonly lastUsedAt: string | null;
      readonly revokedAt: string | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type CreateApiTokenMutationVariables = Exact<{
  input: CreateApiTokenInput;
}>;

export type CreateApiTokenMutation = {
  readonly createApiToken: {
    readonly secret: string;
    readonly apiToken: {
      readonly id: string;
      readonly accountId: string;
      readonly name: string;
      readonly scopes: ReadonlyArray<string>;
      readonly createdAt: string;
      readonly expiresAt: string | null;
      readonly lastUsedAt: string | null;
      readonly revokedAt: string | null;
    };
  };
};

export type RevokeApiTokenMutationVariables = Exact<{
  id: string | number;
}>;

export type RevokeApiTokenMutation = {
  readonly revokeApiToken: {
    readonly id: string;
    readonly accountId: string;
    readonly name: string;
    readonly scopes: ReadonlyArray<string>;
    readonly createdAt: string;
    readonly expiresAt: string | null;
    readonly lastUsedAt: string | null;
    readonly revokedAt: string | null;
  };
};

export type SessionsQueryVariables = Exact<{
  accountId?: string | number | null | undefined;
  page?: Pagination | null | undefined;
}>;

export type SessionsQuery = {
  readonly sessions: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly kind: SessionKind;
      readonly createdAt: string;
      readonly lastSeenAt: string;
      readonly expiresAt: string;
      readonly clientAddress: string;
      readonly userAgent: string;
      readonly current: boolean;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type RevokeSessionMutationVariables = Exact<{
  id: string | number;
}>;

export type RevokeSessionMutation = { readonly revokeSession: boolean };

export type RevokeOtherSessionsMutationVariables = Exact<{ [key: string]: never }>;

export type RevokeOtherSessionsMutation = { readonly revokeOtherSessions: number };

export type RevokeAccountSessionsMutationVariables = Exact<{
  accountId: string | number;
}>;

export type RevokeAccountSessionsMutation = { readonly revokeAccountSessions: number };

export type TenantFieldsFragment = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly zone: string;
  readonly suspended: boolean;
  readonly operator: boolean;
  readonly createdAt: string;
  readonly limits: { readonly mostUsers: number | null; readonly mostAccounts: number | null };
};

export type TenantsQueryVariables = Exact<{
  search?: string | null | undefined;
  page?: Pagination | null | undefined;
}>;

export type TenantsQuery = {
  readonly tenants: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly slug: string;
      readonly name: string;
      readonly zone: string;
      readonly suspended: boolean;
      readonly operator: boolean;
      readonly createdAt: string;
      readonly limits: { readonly mostUsers: number | null; readonly mostAccounts: number | null };
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type CreateTenantMutationVariables = Exact<{
  input: CreateTenantInput;
}>;

export type CreateTenantMutation = {
  readonly createTenant: {
    readonly generatedPassword: string | null;
    readonly tenant: {
      readonly id: string;
      readonly slug: string;
      readonly name: string;
      readonly zone: string;
      readonly suspended: boolean;
      readonly operator: boolean;
      readonly createdAt: string;
      readonly limits: { readonly mostUsers: number | null; readonly mostAccounts: number | null };
    };
    readonly owner: { readonly id: string; readonly username: string };
  };
};

export type UpdateTenantMutationVariables = Exact<{
  id: string | number;
  input: UpdateTenantInput;
}>;

export type UpdateTenantMutation = {
  readonly updateTenant: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly zone: string;
    readonly suspended: boolean;
    readonly operator: boolean;
    readonly createdAt: string;
    readonly limits: { readonly mostUsers: number | null; readonly mostAccounts: number | null };
  };
};

export type SuspendTenantMutationVariables = Exact<{
  id: string | number;
}>;

export type SuspendTenantMutation = {
  readonly suspendTenant: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly zone: string;
    readonly suspended: boolean;
    readonly operator: boolean;
    readonly createdAt: string;
    readonly limits: { readonly mostUsers: number | null; readonly mostAccounts: number | null };
  };
};

export type ResumeTenantMutationVariables = Exact<{
  id: string | number;
}>;

export type ResumeTenantMutation = {
  readonly resumeTenant: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly zone: string;
    readonly suspended: boolean;
    readonly operator: boolean;
    readonly createdAt: string;
    readonly limits: { readonly mostUsers: number | null; readonly mostAccounts: number | null };
  };
};

export type DeleteTenantMutationVariables = Exact<{
  id: string | number;
}>;

export type DeleteTenantMutation = { readonly deleteTenant: boolean };

export type PartHealthFieldsFragment = {
  readonly name: string;
  readonly state: HealthState;
  readonly detail: string | null;
};

export type HealthCheckQueryVariables = Exact<{ [key: string]: never }>;

export type HealthCheckQuery = {
  readonly healthCheck: {
    readonly state: HealthState;
    readonly checkedAt: string;
    readonly parts: ReadonlyArray<{
      readonly name: string;
      readonly state: HealthState;
      readonly detail: string | null;
    }>;
  };
};

export type SystemStatusQueryVariables = Exact<{ [key: string]: never }>;

export type SystemStatusQuery = {
  readonly systemStatus: {
    readonly state: HealthState;
    readonly version: string;
    readonly shape: DeploymentShape;
    readonly accountCount: number;
    readonly checkedAt: string;
    readonly metrics: {
      readonly measuredAt: string;
      readonly residentMemoryBytes: string;
      readonly outboxBacklog: number;
      readonly deadLetters: number;
    };
    readonly services: ReadonlyArray<{
      readonly name: string;
      readonly version: string | null;
      readonly state: HealthState;
      readonly startedAt: string | null;
      readonly residentMemoryBytes: string | null;
      readonly outboxBacklog: number | null;
      readonly deadLetters: number | null;
      readonly parts: ReadonlyArray<{
        readonly name: string;
        readonly state: HealthState;
        readonly detail: string | null;
      }>;
    }>;
  };
};

export type SystemMetricsFieldsFragment = {
  readonly measuredAt: string;
  readonly residentMemoryBytes: string;
  readonly outboxBacklog: number;
  readonly deadLetters: number;
};

export type SystemMetricsSubscriptionVariables = Exact<{ [key: string]: never }>;

export type SystemMetricsSubscription = {
  readonly systemMetrics: {
    readonly measuredAt: string;
    readonly residentMemoryBytes: string;
    readonly outboxBacklog: number;
    readonly deadLetters: number;
  };
};

export type RestartServiceMutationVariables = Exact<{
  service: ServiceType;
}>;

export type RestartServiceMutation = { readonly restartService: boolean };

export type TotalsFieldsFragment = {
  readonly uplinkBytes: string;
  readonly downlinkBytes: string;
  readonly chargedBytes: string;
};

export type TrafficFieldsFragment = {
  readonly from: string;
  readonly to: string;
  readonly resolution: TrafficResolution;
  readonly totals: { readonly uplinkBytes: string; readonly downlinkBytes: string; readonly chargedBytes: string };
  readonly points: ReadonlyArray<{
    readonly startsAt: string;
    readonly totals: { readonly uplinkBytes: string; readonly downlinkBytes: string; readonly chargedBytes: string };
  }>;
  readonly topServers: ReadonlyArray<{
    readonly serverId: string;
    readonly totals: { readonly uplinkBytes: string; readonly downlinkBytes: string; readonly chargedBytes: string };
    readonly server?: { readonly id: string; readonly name: string } | null;
  }>;
};

export type ServerTrafficQueryVariables = Exact<{
  serverId: string | number;
  period: TimePeriod;
}>;

export type ServerTrafficQuery = {
  readonly serverTraffic: {
    readonly from: string;
    readonly to: string;
    readonly resolution: TrafficResolution;
    readonly totals: { readonly uplinkBytes: string; readonly downlinkBytes: string };
    readonly points: ReadonlyArray<{
      readonly startsAt: string;
      readonly totals: { readonly uplinkBytes: string; readonly downlinkBytes: string };
    }>;
    readonly topUsers: ReadonlyArray<{
      readonly userId: string;
      readonly totals: { readonly uplinkBytes: string; readonly downlinkBytes: string; readonly chargedBytes: string };
    }>;
  };
};

export type CarriedFieldsFragment = { readonly uplinkBytes: string; readonly downlinkBytes: string };

export type AnalyticsQueryVariables = Exact<{
  period: TimePeriod;
  withServers: boolean;
}>;

export type AnalyticsQuery = {
  readonly analytics: {
    readonly activeUsers: number;
    readonly previousActiveUsers: number;
    readonly traffic: {
      readonly from: string;
      readonly to: string;
      readonly resolution: TrafficResolution;
      readonly topUsers: ReadonlyArray<{
        readonly userId: string;
        readonly totals: {
          readonly uplinkBytes: string;
          readonly downlinkBytes: string;
          readonly chargedBytes: string;
        };
      }>;
      readonly totals: { readonly uplinkBytes: string; readonly downlinkBytes: string; readonly chargedBytes: string };
      readonly points: ReadonlyArray<{
        readonly startsAt: string;
        readonly totals: {
          readonly uplinkBytes: string;
          readonly downlinkBytes: string;
          readonly chargedBytes: string;
        };
      }>;
      readonly topServers: ReadonlyArray<{
        readonly serverId: string;
        readonly totals: {
          readonly uplinkBytes: string;
          readonly downlinkBytes: string;
          readonly chargedBytes: string;
        };
        readonly server?: { readonly id: string; readonly name: string } | null;
      }>;
    };
    readonly previousTotals: {
      readonly uplinkBytes: string;
      readonly downlinkBytes: string;
      readonly chargedBytes: string;
    };
  };
};

export type UserCountsQueryVariables = Exact<{
  onlineSince: string;
  expiresBefore: string;
  now: string;
}>;

export type UserCountsQuery = {
  readonly all: { readonly totalCount: number };
  readonly online: { readonly totalCount: number };
  readonly expiring: { readonly totalCount: number };
};

export type UserStatusCountsQueryVariables = Exact<{ [key: string]: never }>;

export type UserStatusCountsQuery = {
  readonly active: { readonly totalCount: number };
  readonly limited: { readonly totalCount: number };
  readonly expired: { readonly totalCount: number };
};

export type UserTrafficSubscriptionVariables = Exact<{
  userId: string | number;
}>;

export type UserTrafficSubscription = {
  readonly userTraffic: {
    readonly usedBytes: string;
    readonly lifetimeUsedBytes: string;
    readonly lastOnlineAt: string | null;
  };
};

export type UserRowFragment = {
  readonly id: string;
  readonly username: string;
  readonly status: UserStatus;
  readonly limitBytes: string | null;
  readonly usedBytes: string;
  readonly lifetimeUsedBytes: string;
  readonly expiresAt: string | null;
  readonly lastOnlineAt: string | null;
  readonly note: string;
  readonly tags: ReadonlyArray<string>;
  readonly createdAt: string;
  readonly revision: number;
  readonly groups: ReadonlyArray<{ readonly id: string; readonly name: string }>;
};

export type UsersQueryVariables = Exact<{
  filter?: UserFilter | null | undefined;
  sort?: ReadonlyArray<UserSort> | UserSort | null | undefined;
  page?: Pagination | null | undefined;
}>;

export type UsersQuery = {
  readonly users: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly username: string;
      readonly status: UserStatus;
      readonly limitBytes: string | null;
      readonly usedBytes: string;
      readonly lifetimeUsedBytes: string;
      readonly expiresAt: string | null;
      readonly lastOnlineAt: string | null;
      readonly note: string;
      readonly tags: ReadonlyArray<string>;
      readonly createdAt: string;
      readonly revision: number;
      readonly groups: ReadonlyArray<{ readonly id: string; readonly name: string }>;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type CountUsersQueryVariables = Exact<{
  filter?: UserFilter | null | undefined;
}>;

export type CountUsersQuery = { readonly users: { readonly totalCount: number } };

export type UserFieldsFragment = {
  readonly tenantId: string;
  readonly resetStrategy: ResetStrategy;
  readonly resetAnchor: string;
  readonly zone: string | null;
  readonly periodStartedAt: string;
  readonly nextResetAt: string | null;
  readonly firstConnectedAt: string | null;
  readonly deviceLimit: number | null;
  readonly addressLimit: number | null;
  readonly speedLimitUpKbps: number | null;
  readonly speedLimitDownKbps: number | null;
  readonly email: string | null;
  readonly telegramId: string | null;
  readonly updatedAt: string;
  readonly id: string;
  readonly username: string;
  readonly status: UserStatus;
  readonly limitBytes: string | null;
  readonly usedBytes: string;
  readonly lifetimeUsedBytes: string;
  readonly expiresAt: string | null;
  readonly lastOnlineAt: string | null;
  readonly note: string;
  readonly tags: ReadonlyArray<string>;
  readonly createdAt: string;
  readonly revision: number;
  readonly hold: { readonly validitySeconds: number; readonly until: string | null } | null;
  readonly nextPlan: {
    readonly limitBytes: string | null;
    readonly durationSeconds: number | null;
    readonly resetStrategy: ResetStrategy;
    readonly carryOver: boolean;
  } | null;
  readonly account: { readonly id: string; readonly username: string } | null;
  readonly groups: ReadonlyArray<{ readonly id: string; readonly name: string }>;
};

export type UserQueryVariables = Exact<{
  id: string | number;
}>;

export type UserQuery = {
  readonly user: {
    readonly tenantId: string;
    readonly resetStrategy: ResetStrategy;
    readonly resetAnchor: string;
    readonly zone: string | null;
    readonly periodStartedAt: string;
    readonly nextResetAt: string | null;
    readonly firstConnectedAt: string | null;
    readonly deviceLimit: number | null;
    readonly addressLimit: number | null;
    readonly speedLimitUpKbps: number | null;
    readonly speedLimitDownKbps: number | null;
    readonly email: string | null;
    readonly telegramId: string | null;
    readonly updatedAt: string;
    readonly id: string;
    readonly username: string;
    readonly status: UserStatus;
    readonly limitBytes: string | null;
    readonly usedBytes: string;
    readonly lifetimeUsedBytes: string;
    readonly expiresAt: string | null;
    readonly lastOnlineAt: string | null;
    readonly note: string;
    readonly tags: ReadonlyArray<string>;
    readonly createdAt: string;
    readonly revision: number;
    readonly devices: ReadonlyArray<{
      readonly id: string;
      readonly kind: DeviceKind;
      readonly name: string;
      readonly hwid: string | null;
      readonly os: string | null;
      readonly model: string | null;
      readonly createdAt: string;
      readonly firstSeenAt: string | null;
      readonly lastSeenAt: string | null;
      readonly revokedAt: string | null;
    }>;
    readonly usagePeriods: ReadonlyArray<{
      readonly startedAt: string;
      readonly endedAt: string;
      readonly usedBytes: string;
      readonly limitBytes: string | null;
    }>;
    readonly hold: { readonly validitySeconds: number; readonly until: string | null } | null;
    readonly nextPlan: {
      readonly limitBytes: string | null;
      readonly durationSeconds: number | null;
      readonly resetStrategy: ResetStrategy;
      readonly carryOver: boolean;
    } | null;
    readonly account: { readonly id: string; readonly username: string } | null;
    readonly groups: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  } | null;
};

export type UserNamesQueryVariables = Exact<{
  ids: ReadonlyArray<string | number> | string | number;
}>;

export type UserNamesQuery = {
  readonly users: { readonly nodes: ReadonlyArray<{ readonly id: string; readonly username: string }> };
};

export type UserTrafficStatsQueryVariables = Exact<{
  userId?: string | number | null | undefined;
  period: TimePeriod;
  withServers: boolean;
}>;

export type UserTrafficStatsQuery = {
  readonly trafficStats: {
    readonly from: string;
    readonly to: string;
    readonly resolution: TrafficResolution;
    readonly totals: { readonly uplinkBytes: string; readonly downlinkBytes: string; readonly chargedBytes: string };
    readonly points: ReadonlyArray<{
      readonly startsAt: string;
      readonly totals: { readonly uplinkBytes: string; readonly downlinkBytes: string; readonly chargedBytes: string };
    }>;
    readonly topServers: ReadonlyArray<{
      readonly serverId: string;
      readonly totals: { readonly uplinkBytes: string; readonly downlinkBytes: string; readonly chargedBytes: string };
      readonly server?: { readonly id: string; readonly name: string } | null;
    }>;
  };
};

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;

export type CreateUserMutation = {
  readonly createUser: {
    readonly id: string;
    readonly username: string;
    readonly status: UserStatus;
    readonly limitBytes: string | null;
    readonly usedBytes: string;
    readonly lifetimeUsedBytes: string;
    readonly expiresAt: string | null;
    readonly lastOnlineAt: string | null;
    readonly note: string;
    readonly tags: ReadonlyArray<string>;
    readonly createdAt: string;
    readonly revision: number;
    readonly groups: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  };
};

export type UpdateUserMutationVariables = Exact<{
  id: string | number;
  input: UpdateUserInput;
}>;

export type UpdateUserMutation = {
  readonly updateUser: {
    readonly tenantId: string;
    readonly resetStrategy: ResetStrategy;
    readonly resetAnchor: string;
    readonly zone: string | null;
    readonly periodStartedAt: string;
    readonly nextResetAt: string | null;
    readonly firstConnectedAt: string | null;
    readonly deviceLimit: number | null;
    readonly addressLimit: number | null;
    readonly speedLimitUpKbps: number | null;
    readonly speedLimitDownKbps: number | null;
    readonly email: string | null;
    readonly telegramId: string | null;
    readonly updatedAt: string;
    readonly id: string;
    readonly username: string;
    readonly status: UserStatus;
    readonly limitBytes: string | null;
    readonly usedBytes: string;
    readonly lifetimeUsedBytes: string;
    readonly expiresAt: string | null;
    readonly lastOnlineAt: string | null;
    readonly note: string;
    readonly tags: ReadonlyArray<string>;
    readonly createdAt: string;
    readonly revision: number;
    readonly hold: { readonly validitySeconds: number; readonly until: string | null } | null;
    readonly nextPlan: {
      readonly limitBytes: string | null;
      readonly durationSeconds: number | null;
      readonly resetStrategy: ResetStrategy;
      readonly carryOver: boolean;
    } | null;
    readonly account: { readonly id: string; readonly username: string } | null;
    readonly groups: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  };
};

export type DeleteUserMutationVariables = Exact<{
  id: string | number;
}>;

export type DeleteUserMutation = { readonly deleteUser: boolean };

export type EnableUserMutationVariables = Exact<{
  id: string | number;
}>;

export type EnableUserMutation = {
  readonly enableUser: {
    readonly tenantId: string;
    readonly resetStrategy: ResetStrategy;
    readonly resetAnchor: string;
    readonly zone: string | null;
    readonly periodStartedAt: string;
    readonly nextResetAt: string | null;
    readonly firstConnectedAt: string | null;
    readonly deviceLimit: number | null;
    readonly addressLimit: number | null;
    readonly speedLimitUpKbps: number | null;
    readonly speedLimitDownKbps: number | null;
    readonly email: string | null;
    readonly telegramId: string | null;
    readonly updatedAt: string;
    readonly id: string;
    readonly username: string;
    readonly status: UserStatus;
    readonly limitBytes: string | null;
    readonly usedBytes: string;
    readonly lifetimeUsedBytes: string;
    readonly expiresAt: string | null;
    readonly lastOnlineAt: string | null;
    readonly note: string;
    readonly tags: ReadonlyArray<string>;
    readonly createdAt: string;
    readonly revision: number;
    readonly hold: { readonly validitySeconds: number; readonly until: string | null } | null;
    readonly nextPlan: {
      readonly limitBytes: string | null;
      readonly durationSeconds: number | null;
      readonly resetStrategy: ResetStrategy;
      readonly carryOver: boolean;
    } | null;
    readonly account: { readonly id: string; readonly username: string } | null;
    readonly groups: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  };
};

export type DisableUserMutationVariables = Exact<{
  id: string | number;
}>;

export type DisableUserMutation = {
  readonly disableUser: {
    readonly tenantId: string;
    readonly resetStrategy: ResetStrategy;
    readonly resetAnchor: string;
    readonly zone: string | null;
    readonly periodStartedAt: string;
    readonly nextResetAt: string | null;
    readonly firstConnectedAt: string | null;
    readonly deviceLimit: number | null;
    readonly addressLimit: number | null;
    readonly speedLimitUpKbps: number | null;
    readonly speedLimitDownKbps: number | null;
    readonly email: string | null;
    readonly telegramId: string | null;
    readonly updatedAt: string;
    readonly id: string;
    readonly username: string;
    readonly status: UserStatus;
    readonly limitBytes: string | null;
    readonly usedBytes: string;
    readonly lifetimeUsedBytes: string;
    readonly expiresAt: string | null;
    readonly lastOnlineAt: string | null;
    readonly note: string;
    readonly tags: ReadonlyArray<string>;
    readonly createdAt: string;
    readonly revision: number;
    readonly hold: { readonly validitySeconds: number; readonly until: string | null } | null;
    readonly nextPlan: {
      readonly limitBytes: string | null;
      readonly durationSeconds: number | null;
      readonly resetStrategy: ResetStrategy;
      readonly carryOver: boolean;
    } | null;
    readonly account: { readonly id: string; readonly username: string } | null;
    readonly groups: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  };
};

export type ResetUserUsageMutationVariables = Exact<{
  id: string | number;
}>;

export type ResetUserUsageMutation = {
  readonly resetUserUsage: {
    readonly tenantId: string;
    readonly resetStrategy: ResetStrategy;
    readonly resetAnchor: string;
    readonly zone: string | null;
    readonly periodStartedAt: string;
    readonly nextResetAt: string | null;
    readonly firstConnectedAt: string | null;
    readonly deviceLimit: number | null;
    readonly addressLimit: number | null;
    readonly speedLimitUpKbps: number | null;
    readonly speedLimitDownKbps: number | null;
    readonly email: string | null;
    readonly telegramId: string | null;
    readonly updatedAt: string;
    readonly id: string;
    readonly username: string;
    readonly status: UserStatus;
    readonly limitBytes: string | null;
    readonly usedBytes: string;
    readonly lifetimeUsedBytes: string;
    readonly expiresAt: string | null;
    readonly lastOnlineAt: string | null;
    readonly note: string;
    readonly tags: ReadonlyArray<string>;
    readonly createdAt: string;
    readonly revision: number;
    readonly hold: { readonly validitySeconds: number; readonly until: string | null } | null;
    readonly nextPlan: {
      readonly limitBytes: string | null;
      readonly durationSeconds: number | null;
      readonly resetStrategy: ResetStrategy;
      readonly carryOver: boolean;
    } | null;
    readonly account: { readonly id: string; readonly username: string } | null;
    readonly groups: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  };
};

export type StartUserMutationVariables = Exact<{
  id: string | number;
}>;

export type StartUserMutation = {
  readonly startUser: {
    readonly tenantId: string;
    readonly resetStrategy: ResetStrategy;
    readonly resetAnchor: string;
    readonly zone: string | null;
    readonly periodStartedAt: string;
    readonly nextResetAt: string | null;
    readonly firstConnectedAt: string | null;
    readonly deviceLimit: number | null;
    readonly addressLimit: number | null;
    readonly speedLimitUpKbps: number | null;
    readonly speedLimitDownKbps: number | null;
    readonly email: string | null;
    readonly telegramId: string | null;
    readonly updatedAt: string;
    readonly id: string;
    readonly username: string;
    readonly status: UserStatus;
    readonly limitBytes: string | null;
    readonly usedBytes: string;
    readonly lifetimeUsedBytes: string;
    readonly expiresAt: string | null;
    readonly lastOnlineAt: string | null;
    readonly note: string;
    readonly tags: ReadonlyArray<string>;
    readonly createdAt: string;
    readonly revision: number;
    readonly hold: { readonly validitySeconds: number; readonly until: string | null } | null;
    readonly nextPlan: {
      readonly limitBytes: string | null;
      readonly durationSeconds: number | null;
      readonly resetStrategy: ResetStrategy;
      readonly carryOver: boolean;
    } | null;
    readonly account: { readonly id: string; readonly username: string } | null;
    readonly groups: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  };
};

export type RotateSubscriptionLinkMutationVariables = Exact<{
  id: string | number;
}>;

export type RotateSubscriptionLinkMutation = { readonly rotateSubscriptionLink: { readonly id: string } };

export type RotateCredentialsMutationVariables = Exact<{
  id: string | number;
}>;

export type RotateCredentialsMutation = { readonly rotateCredentials: { readonly id: string } };

export type DeviceFieldsFragment = {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly hwid: string | null;
  readonly os: string | null;
  readonly model: string | null;
  readonly createdAt: string;
  readonly firstSeenAt: string | null;
  readonly lastSeenAt: string | null;
  readonly revokedAt: string | null;
};

export type AddWireguardDeviceMutationVariables = Exact<{
  userId: string | number;
  name: string;
}>;

export type AddWireguardDeviceMutation = {
  readonly addWireguardDevice: {
    readonly id: string;
    readonly kind: DeviceKind;
    readonly name: string;
    readonly hwid: string | null;
    readonly os: string | null;
    readonly model: string | null;
    readonly createdAt: string;
    readonly firstSeenAt: string | null;
    readonly lastSeenAt: string | null;
    readonly revokedAt: string | null;
  };
};

export type RenameDeviceMutationVariables = Exact<{
  id: string | number;
  name: string;
}>;

export type RenameDeviceMutation = {
  readonly renameDevice: {
    readonly id: string;
    readonly kind: DeviceKind;
    readonly name: string;
    readonly hwid: string | null;
    readonly os: string | null;
    readonly model: string | null;
    readonly createdAt: string;
    readonly firstSeenAt: string | null;
    readonly lastSeenAt: string | null;
    readonly revokedAt: string | null;
  };
};

export type RevokeDeviceMutationVariables = Exact<{
  id: string | number;
}>;

export type RevokeDeviceMutation = {
  readonly revokeDevice: {
    readonly id: string;
    readonly kind: DeviceKind;
    readonly name: string;
    readonly hwid: string | null;
    readonly os: string | null;
    readonly model: string | null;
    readonly createdAt: string;
    readonly firstSeenAt: string | null;
    readonly lastSeenAt: string | null;
    readonly revokedAt: string | null;
  };
};

export type RestoreDeviceMutationVariables = Exact<{
  id: string | number;
}>;

export type RestoreDeviceMutation = {
  readonly restoreDevice: {
    readonly id: string;
    readonly kind: DeviceKind;
    readonly name: string;
    readonly hwid: string | null;
    readonly os: string | null;
    readonly model: string | null;
    readonly createdAt: string;
    readonly firstSeenAt: string | null;
    readonly lastSeenAt: string | null;
    readonly revokedAt: string | null;
  };
};

export type DeleteDeviceMutationVariables = Exact<{
  id: string | number;
}>;

export type DeleteDeviceMutation = { readonly deleteDevice: boolean };

export type RotateDeviceCredentialsMutationVariables = Exact<{
  id: string | number;
}>;

export type RotateDeviceCredentialsMutation = { readonly rotateDeviceCredentials: { readonly id: string } };

export * from './operations/account';
export * from './operations/audit';
export * from './operations/backups';
export * from './operations/bulk';
export * from './operations/configurations';
export * from './operations/delivery';
export * from './operations/incidents';
export * from './operations/links';
export * from './operations/live';
export * from './operations/machines';
export * from './operations/people';
export * from './operations/system';
export * from './operations/traffic';
export * from './operations/usage';
export * from './operations/users';
