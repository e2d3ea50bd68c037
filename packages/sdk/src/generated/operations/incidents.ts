// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  IncidentsQuery,
  IncidentsQueryVariables,
  AcknowledgeIncidentMutation,
  AcknowledgeIncidentMutationVariables,
} from '../operations';
export const Incidents: Operation<IncidentsQuery, IncidentsQueryVariables> = {
  name: 'Incidents',
  text: `query Incidents($filter: IncidentFilter, $page: Pagination) {
  incidents(filter: $filter, page: $page) {
    nodes {
      id
      kind
      serverId
      server {
        id
        name
      }
      count
      firstAt
      lastAt
      acknowledgedAt
    }
    pageInfo {
      hasNextPage
    }
  }
}`,
};
export const AcknowledgeIncident: Operation<AcknowledgeIncidentMutation, AcknowledgeIncidentMutationVariables> = {
  name: 'AcknowledgeIncident',
  text: `mutation AcknowledgeIncident($id: ID!) {
  acknowledgeIncident(id: $id) {
    id
    acknowledgedAt
  }
}`,
};
