import type {
  ArchiveFindings,
  Restore as RestoreMessage,
  RestoreState as StateMessage,
} from '@vortex/contracts/backup';
import type { BackupFindings, Restore as RestoreType, RestoreState } from '../generated/schema';
import { required } from '../graphql/required';

const states: Readonly<Partial<Record<StateMessage, RestoreState>>> = {
  RESTORE_STATE_RUNNING: 'RUNNING',
  RESTORE_STATE_DONE: 'DONE',
  RESTORE_STATE_FAILED: 'FAILED',
};

/** A restore as the API shows it, but for the archive of the state before, which is asked for apart. */
export type Restore = Omit<RestoreType, 'safetyBackup'> & { readonly safetyArchiveId: string };

export function toRestore({ state, createdAt, finishedAt, archiveId, failure, ...rest }: RestoreMessage): Restore {
  const { id, fileName, safetyArchiveId } = rest;
  return {
    ...{ id, fileName, safetyArchiveId, backupId: archiveId },
    state: required(states[state], 'Restore.state'),
    createdAt: required(createdAt, 'Restore.created_at'),
    finishedAt: finishedAt ?? null,
    failure: failure === '' ? null : failure,
  };
}

/** What was found in an archive, but for the changes since, which are asked for apart. */
export type Findings = Omit<BackupFindings, 'changesSince'>;

export function toFindings({ createdAt, databases, ...rest }: ArchiveFindings): Findings {
  return { ...rest, databases, createdAt: required(createdAt, 'ArchiveFindings.created_at') };
}
