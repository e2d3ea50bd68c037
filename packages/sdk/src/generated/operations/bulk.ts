// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  CreateUsersMutation,
  CreateUsersMutationVariables,
  ExtendUsersMutation,
  ExtendUsersMutationVariables,
  ResetUsersUsageMutation,
  ResetUsersUsageMutationVariables,
  MoveUsersMutation,
  MoveUsersMutationVariables,
  SetUsersEnabledMutation,
  SetUsersEnabledMutationVariables,
  DeleteUsersMutation,
  DeleteUsersMutationVariables,
  UndoJobMutation,
  UndoJobMutationVariables,
  CancelJobMutation,
  CancelJobMutationVariables,
  JobsQuery,
  JobsQueryVariables,
  JobFailuresQuery,
  JobFailuresQueryVariables,
  JobProgressSubscription,
  JobProgressSubscriptionVariables,
  ExportUsersMutation,
  ExportUsersMutationVariables,
  ImportUsersMutation,
  ImportUsersMutationVariables,
} from '../operations';
export const CreateUsers: Operation<CreateUsersMutation, CreateUsersMutationVariables> = {
  name: 'CreateUsers',
  text: `mutation CreateUsers($input: BulkCreateUsersInput!, $dryRun: Boolean!) {
  createUsers(input: $input, dryRun: $dryRun) {
    names
    taken
    job {
      ...JobFields
    }
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
};
export const ExtendUsers: Operation<ExtendUsersMutation, ExtendUsersMutationVariables> = {
  name: 'ExtendUsers',
  text: `mutation ExtendUsers($filter: UserFilter!, $input: ExtendUsersInput!, $dryRun: Boolean!) {
  extendUsers(filter: $filter, input: $input, dryRun: $dryRun) {
    ...BulkFields
  }
}
fragment BulkFields on BulkResult {
  matched
  sample {
    id
    username
  }
  job {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
};
export const ResetUsersUsage: Operation<ResetUsersUsageMutation, ResetUsersUsageMutationVariables> = {
  name: 'ResetUsersUsage',
  text: `mutation ResetUsersUsage($filter: UserFilter!, $dryRun: Boolean!) {
  resetUsersUsage(filter: $filter, dryRun: $dryRun) {
    ...BulkFields
  }
}
fragment BulkFields on BulkResult {
  matched
  sample {
    id
    username
  }
  job {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
};
export const MoveUsers: Operation<MoveUsersMutation, MoveUsersMutationVariables> = {
  name: 'MoveUsers',
  text: `mutation MoveUsers($filter: UserFilter!, $input: MoveUsersInput!, $dryRun: Boolean!) {
  moveUsers(filter: $filter, input: $input, dryRun: $dryRun) {
    ...BulkFields
  }
}
fragment BulkFields on BulkResult {
  matched
  sample {
    id
    username
  }
  job {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
};
export const SetUsersEnabled: Operation<SetUsersEnabledMutation, SetUsersEnabledMutationVariables> = {
  name: 'SetUsersEnabled',
  text: `mutation SetUsersEnabled($filter: UserFilter!, $enabled: Boolean!, $dryRun: Boolean!) {
  setUsersEnabled(filter: $filter, enabled: $enabled, dryRun: $dryRun) {
    ...BulkFields
  }
}
fragment BulkFields on BulkResult {
  matched
  sample {
    id
    username
  }
  job {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
};
export const DeleteUsers: Operation<DeleteUsersMutation, DeleteUsersMutationVariables> = {
  name: 'DeleteUsers',
  text: `mutation DeleteUsers($filter: UserFilter!, $dryRun: Boolean!) {
  deleteUsers(filter: $filter, dryRun: $dryRun) {
    ...BulkFields
  }
}
fragment BulkFields on BulkResult {
  matched
  sample {
    id
    username
  }
  job {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
};
export const UndoJob: Operation<UndoJobMutation, UndoJobMutationVariables> = {
  name: 'UndoJob',
  text: `mutation UndoJob($id: ID!) {
  undoJob(id: $id) {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
};
export const CancelJob: Operation<CancelJobMutation, CancelJobMutationVariables> = {
  name: 'CancelJob',
  text: `mutation CancelJob($id: ID!) {
  cancelJob(id: $id) {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
};
export const Jobs: Operation<JobsQuery, JobsQueryVariables> = {
  name: 'Jobs',
  text: `query Jobs($page: Pagination) {
  jobs(page: $page) {
    nodes {
      ...JobFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
};
export const JobFailures: Operation<JobFailuresQuery, JobFailuresQueryVariables> = {
  name: 'JobFailures',
  text: `query JobFailures($id: ID!) {
  job(id: $id) {
    ...JobFields
    failures(first: 50) {
      item
      path
      code
      message
    }
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
};
export const JobProgress: Operation<JobProgressSubscription, JobProgressSubscriptionVariables> = {
  name: 'JobProgress',
  text: `subscription JobProgress($id: ID!) {
  jobProgress(id: $id) {
    ...JobFields
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
};
export const ExportUsers: Operation<ExportUsersMutation, ExportUsersMutationVariables> = {
  name: 'ExportUsers',
  text: `mutation ExportUsers($filter: UserFilter) {
  exportUsers(filter: $filter) {
    url
    expiresAt
  }
}`,
};
export const ImportUsers: Operation<ImportUsersMutation, ImportUsersMutationVariables> = {
  name: 'ImportUsers',
  text: `mutation ImportUsers($uploadId: ID!, $dryRun: Boolean!) {
  importUsers(uploadId: $uploadId, dryRun: $dryRun) {
    rows
    valid
    problems {
      line
      column
      code
      message
    }
    job {
      ...JobFields
    }
  }
}
fragment JobFields on Job {
  id
  kind
  state
  total
  done
  failed
  failure
  undoableUntil
  undoneById
  createdAt
  startedAt
  finishedAt
}`,
};
