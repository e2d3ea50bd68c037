// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from '../operation';
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

/** How well something is. */
export type HealthState =
  | 'OK'
  /** It serves, with something missing or late. */
  | 'DEGRADED'
  | 'FAILED';

export type DeploymentShape = 'STANDALONE' | 'DISTRIBUTED';

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

export const Me: Operation<MeQuery, MeQueryVariables> = {
  name: 'Me',
  text: `query Me {
  me {
    ...AccountFields
  }
}
fragment AccountFields on Account {
  id
  tenantId
  username
  role
  mustChangePassword
  createdAt
}`,
};
export const Login: Operation<LoginMutation, LoginMutationVariables> = {
  name: 'Login',
  text: `mutation Login($input: LoginInput!) {
  login(input: $input) {
    accessToken
    refreshToken
    expiresAt
    account {
      ...AccountFields
    }
  }
}
fragment AccountFields on Account {
  id
  tenantId
  username
  role
  mustChangePassword
  createdAt
}`,
};
export const ChangePassword: Operation<ChangePasswordMutation, ChangePasswordMutationVariables> = {
  name: 'ChangePassword',
  text: `mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    accessToken
    refreshToken
    expiresAt
    account {
      ...AccountFields
    }
  }
}
fragment AccountFields on Account {
  id
  tenantId
  username
  role
  mustChangePassword
  createdAt
}`,
};
export const RefreshToken: Operation<RefreshTokenMutation, RefreshTokenMutationVariables> = {
  name: 'RefreshToken',
  text: `mutation RefreshToken($token: String) {
  refreshToken(token: $token) {
    accessToken
    refreshToken
    expiresAt
    account {
      ...AccountFields
    }
  }
}
fragment AccountFields on Account {
  id
  tenantId
  username
  role
  mustChangePassword
  createdAt
}`,
};
export const Logout: Operation<LogoutMutation, LogoutMutationVariables> = {
  name: 'Logout',
  text: `mutation Logout {
  logout
}`,
};
export const HealthCheck: Operation<HealthCheckQuery, HealthCheckQueryVariables> = {
  name: 'HealthCheck',
  text: `query HealthCheck {
  healthCheck {
    state
    checkedAt
    parts {
      ...PartHealthFields
    }
  }
}
fragment PartHealthFields on PartHealth {
  name
  state
  detail
}`,
};
export const SystemStatus: Operation<SystemStatusQuery, SystemStatusQueryVariables> = {
  name: 'SystemStatus',
  text: `query SystemStatus {
  systemStatus {
    state
    version
    shape
    accountCount
    metrics {
      ...SystemMetricsFields
    }
    checkedAt
    services {
      name
      version
      state
      startedAt
      residentMemoryBytes
      outboxBacklog
      deadLetters
      parts {
        ...PartHealthFields
      }
    }
  }
}
fragment SystemMetricsFields on SystemMetrics {
  measuredAt
  residentMemoryBytes
  outboxBacklog
  deadLetters
}
fragment PartHealthFields on PartHealth {
  name
  state
  detail
}`,
};
export const SystemMetrics: Operation<SystemMetricsSubscription, SystemMetricsSubscriptionVariables> = {
  name: 'SystemMetrics',
  text: `subscription SystemMetrics {
  systemMetrics {
    ...SystemMetricsFields
  }
}
fragment SystemMetricsFields on SystemMetrics {
  measuredAt
  residentMemoryBytes
  outboxBacklog
  deadLetters
}`,
};
