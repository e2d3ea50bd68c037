// Generated from services/core/schema by tools/graphql. DO NOT EDIT.
import type { Operation } from '../../operation';
import type {
  BackupsQuery,
  BackupsQueryVariables,
  BackupDownloadQuery,
  BackupDownloadQueryVariables,
  BackupDatabaseMutation,
  BackupDatabaseMutationVariables,
  DeleteBackupMutation,
  DeleteBackupMutationVariables,
  LastRestoreQuery,
  LastRestoreQueryVariables,
  CheckBackupMutation,
  CheckBackupMutationVariables,
  RestoreBackupMutation,
  RestoreBackupMutationVariables,
} from '../operations';
export const Backups: Operation<BackupsQuery, BackupsQueryVariables> = {
  name: 'Backups',
  text: `query Backups($page: Pagination) {
  backups(page: $page) {
    nodes {
      ...BackupFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment BackupFields on BackupResult {
  id
  state
  origin
  fileName
  createdAt
  finishedAt
  sizeBytes
  rowCount
  sha256
  encrypted
  withMasterKeys
  release
  failure
}`,
};
export const BackupDownload: Operation<BackupDownloadQuery, BackupDownloadQueryVariables> = {
  name: 'BackupDownload',
  text: `query BackupDownload($id: ID!) {
  backup(id: $id) {
    id
    downloadUrl
  }
}`,
};
export const BackupDatabase: Operation<BackupDatabaseMutation, BackupDatabaseMutationVariables> = {
  name: 'BackupDatabase',
  text: `mutation BackupDatabase($input: BackupInput) {
  backupDatabase(input: $input) {
    ...BackupFields
  }
}
fragment BackupFields on BackupResult {
  id
  state
  origin
  fileName
  createdAt
  finishedAt
  sizeBytes
  rowCount
  sha256
  encrypted
  withMasterKeys
  release
  failure
}`,
};
export const DeleteBackup: Operation<DeleteBackupMutation, DeleteBackupMutationVariables> = {
  name: 'DeleteBackup',
  text: `mutation DeleteBackup($id: ID!) {
  deleteBackup(id: $id)
}`,
};
export const LastRestore: Operation<LastRestoreQuery, LastRestoreQueryVariables> = {
  name: 'LastRestore',
  text: `query LastRestore {
  lastRestore {
    ...RestoreFields
  }
}
fragment RestoreFields on Restore {
  id
  state
  fileName
  createdAt
  finishedAt
  failure
  safetyBackup {
    ...BackupFields
  }
}
fragment BackupFields on BackupResult {
  id
  state
  origin
  fileName
  createdAt
  finishedAt
  sizeBytes
  rowCount
  sha256
  encrypted
  withMasterKeys
  release
  failure
}`,
};
export const CheckBackup: Operation<CheckBackupMutation, CheckBackupMutationVariables> = {
  name: 'CheckBackup',
  text: `mutation CheckBackup($input: CheckBackupInput!) {
  checkBackup(input: $input) {
    createdAt
    release
    generation
    withMasterKeys
    changesSince
    databases {
      service
      rows
      bytes
    }
  }
}`,
};
export const RestoreBackup: Operation<RestoreBackupMutation, RestoreBackupMutationVariables> = {
  name: 'RestoreBackup',
  text: `mutation RestoreBackup($input: RestoreBackupInput!) {
  restoreBackup(input: $input) {
    ...RestoreFields
  }
}
fragment RestoreFields on Restore {
  id
  state
  fileName
  createdAt
  finishedAt
  failure
  safetyBackup {
    ...BackupFields
  }
}
fragment BackupFields on BackupResult {
  id
  state
  origin
  fileName
  createdAt
  finishedAt
  sizeBytes
  rowCount
  sha256
  encrypted
  withMasterKeys
  release
  failure
}`,
};
