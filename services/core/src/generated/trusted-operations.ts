// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
export const trustedOperations: Readonly<Record<string, string>> = {
  '5605ee1dc6bda805a4ec9751142ff39cdf3f2c2cba924c3cc4c6683d5dd2d978': `query Me {
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
  c3f595c749503a080ee6e49172ece2b55922f79f43c009369abb447bb073b1f3: `mutation Login($input: LoginInput!) {
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
  '63e0cf3b8f37e32d8076c42a59f2ce0967451572198a5eeeda44fe4beb315e38': `mutation ChangePassword($input: ChangePasswordInput!) {
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
  '8db870995948bc7356d4b3301d94917a5cb35e2c12ebca7a52b3bb7e84ff1b1b': `mutation RefreshToken($token: String) {
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
  d33294c28ffdaff741dcadc2dba75b4013cdc29cd5f9e8f61d3ac85d57868a04: `mutation Logout {
  logout
}`,
  '75f8d87c825ec85169a95de9d0744d7f39b4900693bd8c9fa4a4840198bda578': `query HealthCheck {
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
  d5120f619fbc9a7d78920550ebe36c59971fb533d8d0a29a9fce4c70f3c46f45: `query SystemStatus {
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
  '4aa5263e87c02e92f2db72a131050376b2ca57890ce36127fa3c9d22f5e14f6a': `subscription SystemMetrics {
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
