import { type Id, newId, parseId, type TenantId } from '@vortex/kit';

export type ArchiveId = Id<'archive'>;

export const archiveId = (text: string, path = 'id'): ArchiveId => parseId<'archive'>(text, path);

/** Somebody wanted it; it is of what a restore has replaced; somebody brought it. */
export type ArchiveOrigin = 'made' | 'before_restore' | 'uploaded';

export interface Archive {
  readonly id: ArchiveId;
  /** The operator's: archives hold the rows of every tenant. */
  readonly tenantId: TenantId;
  readonly fileName: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly createdAt: Date;
  readonly finishedAt: Date | undefined;
  readonly sizeBytes: bigint;
  readonly rowCount: bigint;
  /** Of the whole file; empty until it is done. */
  readonly sha256: string;
  readonly encrypted: boolean;
  readonly withMasterKeys: boolean;
  readonly release: string;
  readonly generation: bigint;
  /** Why it failed, in snake case; else empty. */
  readonly failure: string;
  readonly origin: ArchiveOrigin;
}

export interface ArchiveOptions {
  /** Empty: not encrypted. */
  readonly passphrase: string;
  readonly withMasterKeys: boolean;
  /** Default: `made`. */
  readonly origin?: ArchiveOrigin;
}

/** What a living maker beats faster than. */
export const silenceMs = 60_000;

export function newArchive(tenantId: TenantId, options: ArchiveOptions, release: string, now: Date): Archive {
  const id: ArchiveId = newId();
  const encrypted = options.passphrase !== '';
  const origin = options.origin ?? 'made';
  return {
    ...{ id, tenantId, encrypted, release, origin },
    fileName: fileNameOf(origin, id, encrypted, now),
    state: 'running',
    createdAt: now,
    finishedAt: undefined,
    sizeBytes: 0n,
    rowCount: 0n,
    sha256: '',
    withMasterKeys: options.withMasterKeys,
    generation: 0n,
    failure: '',
  };
}

/** One that was brought. What it says of itself is found out when it is checked. */
export function uploaded(
  tenantId: TenantId,
  file: Pick<Archive, 'sizeBytes' | 'sha256' | 'encrypted'>,
  now: Date,
): Archive {
  const id: ArchiveId = newId();
  return {
    ...{ id, tenantId, ...file, origin: 'uploaded', state: 'done', createdAt: now, finishedAt: now },
    ...{ rowCount: 0n, release: '', withMasterKeys: false, generation: 0n, failure: '' },
    fileName: fileNameOf('uploaded', id, file.encrypted, now),
  };
}

const beginnings: Readonly<Record<ArchiveOrigin, string>> = {
  made: 'vortex',
  before_restore: 'before-restore',
  uploaded: 'uploaded',
};

function fileNameOf(origin: ArchiveOrigin, id: ArchiveId, encrypted: boolean, now: Date): string {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  return `${beginnings[origin]}-${time}-${id.slice(-6)}.tar.gz${encrypted ? '.age' : ''}`;
}

export function finished(
  archive: Archive,
  result: Pick<Archive, 'sizeBytes' | 'rowCount' | 'sha256' | 'generation'>,
  now: Date,
): Archive {
  return { ...archive, ...result, state: 'done', finishedAt: now };
}

export function failed(archive: Archive, failure: string, now: Date): Archive {
  return { ...archive, state: 'failed', failure, finishedAt: now };
}

/**
 * Those that retention lets go: the oldest of the finished beyond `keep`, and failures as old as those.
 *
 * @param needed one that is being restored
 */
export function expendable(archives: readonly Archive[], keep: number, needed?: ArchiveId): Archive[] {
  const settled = archives.filter(({ id, state }) => state !== 'running' && id !== needed);
  const newestFirst = [...settled].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const kept = newestFirst.filter(({ state }) => state === 'done').slice(0, keep);
  const oldestKept = kept.at(-1)?.createdAt.getTime() ?? 0;
  return newestFirst.filter((archive) => !kept.includes(archive) && archive.createdAt.getTime() < oldestKept);
}
