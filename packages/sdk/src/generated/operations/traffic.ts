// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  ServerTrafficQuery,
  ServerTrafficQueryVariables,
  AnalyticsQuery,
  AnalyticsQueryVariables,
  UserCountsQuery,
  UserCountsQueryVariables,
  UserStatusCountsQuery,
  UserStatusCountsQueryVariables,
} from '../operations';
export const ServerTraffic: Operation<ServerTrafficQuery, ServerTrafficQueryVariables> = {
  name: 'ServerTraffic',
  text: `query ServerTraffic($serverId: ID!, $period: TimePeriod!) {
  serverTraffic(serverId: $serverId, period: $period) {
    from
    to
    resolution
    totals {
      ...CarriedFields
    }
    points {
      startsAt
      totals {
        ...CarriedFields
      }
    }
    topUsers {
      userId
      totals {
        ...TotalsFields
      }
    }
  }
}
fragment CarriedFields on CarriedBytes {
  uplinkBytes
  downlinkBytes
}
fragment TotalsFields on TrafficTotals {
  uplinkBytes
  downlinkBytes
  chargedBytes
}`,
};
export const Analytics: Operation<AnalyticsQuery, AnalyticsQueryVariables> = {
  name: 'Analytics',
  text: `query Analytics($period: TimePeriod!, $withServers: Boolean!) {
  analytics(period: $period) {
    traffic {
      ...TrafficFields
      topUsers {
        userId
        totals {
          ...TotalsFields
        }
      }
    }
    previousTotals {
      ...TotalsFields
    }
    activeUsers
    previousActiveUsers
  }
}
fragment TrafficFields on TrafficStats {
  from
  to
  resolution
  totals {
    ...TotalsFields
  }
  points {
    startsAt
    totals {
      ...TotalsFields
    }
  }
  topServers {
    serverId
    totals {
      ...TotalsFields
    }
    server @include(if: $withServers) {
      id
      name
    }
  }
}
fragment TotalsFields on TrafficTotals {
  uplinkBytes
  downlinkBytes
  chargedBytes
}`,
};
export const UserCounts: Operation<UserCountsQuery, UserCountsQueryVariables> = {
  name: 'UserCounts',
  text: `query UserCounts($onlineSince: DateTime!, $expiresBefore: DateTime!, $now: DateTime!) {
  all: users(page: {first: 1}) {
    totalCount
  }
  online: users(filter: {lastOnlineAt: {from: $onlineSince}}, page: {first: 1}) {
    totalCount
  }
  expiring: users(
    filter: {expiresAt: {from: $now, before: $expiresBefore}}
    page: {first: 1}
  ) {
    totalCount
  }
}`,
};
export const UserStatusCounts: Operation<UserStatusCountsQuery, UserStatusCountsQueryVariables> = {
  name: 'UserStatusCounts',
  text: `query UserStatusCounts {
  active: users(filter: {statuses: [ACTIVE]}, page: {first: 1}) {
    totalCount
  }
  limited: users(filter: {statuses: [LIMITED]}, page: {first: 1}) {
    totalCount
  }
  expired: users(filter: {statuses: [EXPIRED]}, page: {first: 1}) {
    totalCount
  }
}`,
};
