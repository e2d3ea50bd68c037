// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  ConfigurationVersionsQuery,
  ConfigurationVersionsQueryVariables,
  ConfigurationDiffQuery,
  ConfigurationDiffQueryVariables,
  RolloutsQuery,
  RolloutsQueryVariables,
  RollBackConfigurationMutation,
  RollBackConfigurationMutationVariables,
  StartRolloutMutation,
  StartRolloutMutationVariables,
  PauseRolloutMutation,
  PauseRolloutMutationVariables,
  ResumeRolloutMutation,
  ResumeRolloutMutationVariables,
  AbortRolloutMutation,
  AbortRolloutMutationVariables,
  RolloutChangedSubscription,
  RolloutChangedSubscriptionVariables,
} from '../operations';
export const ConfigurationVersions: Operation<ConfigurationVersionsQuery, ConfigurationVersionsQueryVariables> = {
  name: 'ConfigurationVersions',
  text: `query ConfigurationVersions($serverId: ID!, $page: Pagination) {
  configurationVersions(serverId: $serverId, page: $page) {
    nodes {
      ...VersionFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment VersionFields on ConfigurationVersion {
  id
  serverId
  number
  hash
  isCurrent
  isDraft
  cause
  reason
  author {
    ...AuthorFields
  }
  createdAt
  validatedBy
  sourceVersionId
  rolloutId
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
};
export const ConfigurationDiff: Operation<ConfigurationDiffQuery, ConfigurationDiffQueryVariables> = {
  name: 'ConfigurationDiff',
  text: `query ConfigurationDiff($fromId: ID!, $toId: ID!) {
  configurationDiff(fromId: $fromId, toId: $toId) {
    from {
      id
      number
    }
    to {
      id
      number
    }
    changes {
      ...ChangeFields
    }
  }
}
fragment ChangeFields on ConfigurationChange {
  path
  before
  after
  isSecret
}`,
};
export const Rollouts: Operation<RolloutsQuery, RolloutsQueryVariables> = {
  name: 'Rollouts',
  text: `query Rollouts($filter: RolloutFilter, $page: Pagination, $withServers: Boolean!) {
  rollouts(filter: $filter, page: $page) {
    nodes {
      ...RolloutFields
      servers {
        serverId
        server @include(if: $withServers) {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment RolloutFields on Rollout {
  id
  versionId
  hash
  state
  revision
  cause
  reason
  author {
    ...AuthorFields
  }
  stage
  stages {
    percent
    servers
  }
  windowSeconds
  createdAt
  stageStartedAt
  finishedAt
  servers {
    serverId
    stage
    state
    cause
  }
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
};
export const RollBackConfiguration: Operation<RollBackConfigurationMutation, RollBackConfigurationMutationVariables> = {
  name: 'RollBackConfiguration',
  text: `mutation RollBackConfiguration($versionId: ID!, $expectedVersionId: ID, $reason: String) {
  rollBackConfiguration(
    versionId: $versionId
    expectedVersionId: $expectedVersionId
    reason: $reason
  ) {
    ...VersionFields
  }
}
fragment VersionFields on ConfigurationVersion {
  id
  serverId
  number
  hash
  isCurrent
  isDraft
  cause
  reason
  author {
    ...AuthorFields
  }
  createdAt
  validatedBy
  sourceVersionId
  rolloutId
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
};
export const StartRollout: Operation<StartRolloutMutation, StartRolloutMutationVariables> = {
  name: 'StartRollout',
  text: `mutation StartRollout($input: StartRolloutInput!) {
  startRollout(input: $input) {
    ...RolloutFields
  }
}
fragment RolloutFields on Rollout {
  id
  versionId
  hash
  state
  revision
  cause
  reason
  author {
    ...AuthorFields
  }
  stage
  stages {
    percent
    servers
  }
  windowSeconds
  createdAt
  stageStartedAt
  finishedAt
  servers {
    serverId
    stage
    state
    cause
  }
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
};
export const PauseRollout: Operation<PauseRolloutMutation, PauseRolloutMutationVariables> = {
  name: 'PauseRollout',
  text: `mutation PauseRollout($id: ID!) {
  pauseRollout(id: $id) {
    ...RolloutFields
  }
}
fragment RolloutFields on Rollout {
  id
  versionId
  hash
  state
  revision
  cause
  reason
  author {
    ...AuthorFields
  }
  stage
  stages {
    percent
    servers
  }
  windowSeconds
  createdAt
  stageStartedAt
  finishedAt
  servers {
    serverId
    stage
    state
    cause
  }
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
};
export const ResumeRollout: Operation<ResumeRolloutMutation, ResumeRolloutMutationVariables> = {
  name: 'ResumeRollout',
  text: `mutation ResumeRollout($id: ID!) {
  resumeRollout(id: $id) {
    ...RolloutFields
  }
}
fragment RolloutFields on Rollout {
  id
  versionId
  hash
  state
  revision
  cause
  reason
  author {
    ...AuthorFields
  }
  stage
  stages {
    percent
    servers
  }
  windowSeconds
  createdAt
  stageStartedAt
  finishedAt
  servers {
    serverId
    stage
    state
    cause
  }
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
};
export const AbortRollout: Operation<AbortRolloutMutation, AbortRolloutMutationVariables> = {
  name: 'AbortRollout',
  text: `mutation AbortRollout($id: ID!, $keep: Boolean) {
  abortRollout(id: $id, keep: $keep) {
    ...RolloutFields
  }
}
fragment RolloutFields on Rollout {
  id
  versionId
  hash
  state
  revision
  cause
  reason
  author {
    ...AuthorFields
  }
  stage
  stages {
    percent
    servers
  }
  windowSeconds
  createdAt
  stageStartedAt
  finishedAt
  servers {
    serverId
    stage
    state
    cause
  }
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
};
export const RolloutChanged: Operation<RolloutChangedSubscription, RolloutChangedSubscriptionVariables> = {
  name: 'RolloutChanged',
  text: `subscription RolloutChanged($id: ID!) {
  rolloutChanged(id: $id) {
    ...RolloutFields
  }
}
fragment RolloutFields on Rollout {
  id
  versionId
  hash
  state
  revision
  cause
  reason
  author {
    ...AuthorFields
  }
  stage
  stages {
    percent
    servers
  }
  windowSeconds
  createdAt
  stageStartedAt
  finishedAt
  servers {
    serverId
    stage
    state
    cause
  }
}
fragment AuthorFields on ConfigurationAuthor {
  kind
  id
  name
}`,
};
