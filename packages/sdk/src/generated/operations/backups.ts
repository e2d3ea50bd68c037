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
