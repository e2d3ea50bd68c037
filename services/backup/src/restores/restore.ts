import { type AccountId, type Id, newId, parseId, type SessionId } from '@vortex/kit';
import type { Archive, ArchiveId } from '../archives/archive';

export type RestoreId = Id<'restore'>;
export type RequestId = Id<'restore-request'>;

export const requestId = (text: string, path = 'request_id'): RequestId => parseId<'restore-request'>(text, path);

/** Who wants it, for the records of the data that knows nothing of their request. */
export interface Asker {
  readonly accountId: AccountId;
  readonly role: string;
  readonly sessionId: SessionId;
}

/** One archive that takes the place of all databases, or was to. */
export interface Restore {
  readonly id: RestoreId;
  readonly requestId: RequestId;
  readonly archiveId: ArchiveId;
  readonly fileName: string;
  readonly asker: Asker;
  readonly state: 'running' | 'done' | 'failed';
  readonly createdAt: Date;
  readonly finishedAt: Date | undefined;
  /** Of the state before it, once that is kept. */
  readonly safetyArchiveId: ArchiveId | undefined;
  /** 0 until it is done. */
  readonly generation: bigint;
  /** Why it failed, in snake case; else empty. */
  readonly failure: string;
}

export function newRestore(archive: Archive, request: RequestId, asker: Asker, now: Date): Restore {
  return {
    ...{ id: newId<'restore'>(), requestId: request, archiveId: archive.id, fileName: archive.fileName, asker },
    ...{ state: 'running', createdAt: now, finishedAt: undefined, safetyArchiveId: undefined },
    ...{ generation: 0n, failure: '' },
  };
}

/** What has come of it: a generation, or a failure. */
export function settled(restore: Restore, result: Pick<Restore, 'generation' | 'failure'>, now: Date): Restore {
  const { generation, failure } = result;
  return { ...restore, state: failure === '' ? 'done' : 'failed', generation, failure, finishedAt: now };
}
