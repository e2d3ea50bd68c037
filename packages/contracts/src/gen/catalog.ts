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
  "/vortex.auth.v1.AuthService/GetOwnAccount": {
    "permission": "authenticated",
    "idempotent": true
  },
  "/vortex.auth.v1.AuthService/ChangeOwnPassword": {
    "permission": "authenticated",
    "idempotent": false
  },
  "/vortex.auth.v1.AuthService/GetSigningKeys": {
    "permission": "public",
    "idempotent": true
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
  "vortex.auth.v1.AccountCreated": [
    "core"
  ],
  "vortex.auth.v1.AccountPasswordChanged": [
    "core"
  ]
};

/** Full names of the messages that are events. */
export const eventTypes: ReadonlySet<string> = new Set(Object.keys(eventConsumers));

/** Names of fields that must never be written to a log or a trace. */
export const redactedFields: readonly string[] = [
  "accessToken",
  "currentPassword",
  "newPassword",
  "password"
];
