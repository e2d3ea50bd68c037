import type { Archive, ArchiveOrigin, ArchiveState } from '@vortex/contracts/backup';
import type { BackupOrigin, BackupResult, BackupState } from '../generated/schema';
import { required } from '../graphql/required';

const states: Readonly<Partial<Record<ArchiveState, BackupState>>> = {
  ARCHIVE_STATE_RUNNING: 'RUNNING',
  ARCHIVE_STATE_DONE: 'DONE',
  ARCHIVE_STATE_FAILED: 'FAILED',
};

const origins: Readonly<Partial<Record<ArchiveOrigin, BackupOrigin>>> = {
  ARCHIVE_ORIGIN_MADE: 'MADE',
  ARCHIVE_ORIGIN_BEFORE_RESTORE: 'BEFORE_RESTORE',
  ARCHIVE_ORIGIN_UPLOADED: 'UPLOADED',
};

/** An archive as the API shows it. */
export type Backup = Omit<BackupResult, 'downloadUrl'>;

export function toBackup(archive: Archive): Backup {
  const { state, origin, createdAt, finishedAt, sha256, failure, ...rest } = archive;
  return {
    ...rest,
    state: required(states[state], 'Archive.state'),
    // A service of the release before knows of one way only.
    origin: origins[origin] ?? 'MADE',
    createdAt: required(createdAt, 'Archive.created_at'),
    finishedAt: finishedAt ?? null,
    sha256: sha256 === '' ? null : sha256,
    failure: failure === '' ? null : failure,
  };
}
