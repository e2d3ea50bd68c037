import type { Archive, ArchiveState } from '@vortex/contracts/backup';
import type { BackupResult, BackupState } from '../generated/schema';
import { required } from '../graphql/required';

const states: Readonly<Partial<Record<ArchiveState, BackupState>>> = {
  ARCHIVE_STATE_RUNNING: 'RUNNING',
  ARCHIVE_STATE_DONE: 'DONE',
  ARCHIVE_STATE_FAILED: 'FAILED',
};

/** An archive as the API shows it. */
export type Backup = Omit<BackupResult, 'downloadUrl'>;

export function toBackup(archive: Archive): Backup {
  const { state, createdAt, finishedAt, sha256, failure, ...rest } = archive;
  return {
    ...rest,
    state: required(states[state], 'Archive.state'),
    createdAt: required(createdAt, 'Archive.created_at'),
    finishedAt: finishedAt ?? null,
    sha256: sha256 === '' ? null : sha256,
    failure: failure === '' ? null : failure,
  };
}
