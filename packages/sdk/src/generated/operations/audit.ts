// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type { AuditLogQuery, AuditLogQueryVariables } from '../operations';
export const AuditLog: Operation<AuditLogQuery, AuditLogQueryVariables> = {
  name: 'AuditLog',
  text: `query AuditLog($filter: AuditFilter, $page: Pagination) {
  auditLog(filter: $filter, page: $page) {
    nodes {
      id
      at
      actor {
        kind
        id
        name
        role
        actingFromTenantId
      }
      action
      subject {
        kind
        ids
        name
      }
      changes {
        field
        before
        after
      }
      clientAddress
      userAgent
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`,
};
