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
  '37f06d164d7894afcc1080397958c3ace37ec27fb59886545432a56a86c24bcd': `mutation Login($input: LoginInput!) {
  login(input: $input) {
    accessToken
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
  '0e483c29b9542bb5b2247b8b18acda03b850e72d10c3fb8bda4144e7b7d2a56c': `mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    accessToken
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
