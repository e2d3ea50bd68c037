// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  HealthCheckQuery,
  HealthCheckQueryVariables,
  SystemStatusQuery,
  SystemStatusQueryVariables,
  SystemMetricsSubscription,
  SystemMetricsSubscriptionVariables,
  RestartServiceMutation,
  RestartServiceMutationVariables,
} from '../operations';
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
export const RestartService: Operation<RestartServiceMutation, RestartServiceMutationVariables> = {
  name: 'RestartService',
  text: `mutation RestartService($service: ServiceType!) {
  restartService(service: $service)
}`,
};
