import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  CLOCK,
  type Clock,
  CONFIG,
  DomainError,
  LOG,
  type Log,
  Metrics,
  PLATFORM,
  type PlatformFacts,
  runOutsideCall,
  type Scope,
  type TenantId,
} from '@vortex/kit';
import type { BackupConfig } from '../config';
import {
  type Archive,
  type ArchiveId,
  type ArchiveOptions,
  expendable,
  failed,
  finished,
  newArchive,
  silenceMs,
} from './archive';
import { ArchiveDirectory } from './archive-directory.file';
import { ArchiveMaker, type Progress } from './archive-maker.service';
import { ArchiveUnfinished, BackupInProgress } from './archive.errors';
import { ArchiveRepository, type ArchivesWanted } from './archive.repository';
import { doneOrLate } from './done-or-late';

export interface ArchivePage {
  readonly archives: readonly Archive[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: number;
}

const beatMs = 1_000;
const everyone: Scope = { platform: true };

@Injectable()
export class ArchiveService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private current: Promise<unknown> = Promise.resolve();
  private readonly failures;

  constructor(
    private readonly archives: ArchiveRepository,
    private readonly maker: ArchiveMaker,
    private readonly directory: ArchiveDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM) private readonly platform: PlatformFacts,
    @Inject(CONFIG) private readonly config: BackupConfig,
    @Inject(LOG) private readonly log: Log,
    metrics: Metrics,
  ) {
    this.failures = metrics.counter('vortex_backup_failures_total', 'Archives that could not be made.', []);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.buryAbandoned();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.current;
  }

  /** Begins an archive, and waits for it at most `waitMs`. What it fails with meanwhile is thrown. */
  async create(tenantId: TenantId, options: ArchiveOptions, waitMs: number): Promise<Archive> {
    await this.buryAbandoned();
    const archive = newArchive(tenantId, options, this.platform.version, this.clock.now());
    await this.archives.insert(archive);
    const making = runOutsideCall(() => this.make(archive, options));
    this.current = making.catch(() => undefined);
    await doneOrLate(making, waitMs);
    return this.archives.find({ tenantId }, archive.id);
  }

  /** Keeps the present state, which is about to be replaced by what `needed` holds. Resolves when that is done. */
  async keepPresent(tenantId: TenantId, needed: ArchiveId): Promise<Archive> {
    await this.buryAbandoned();
    const options = { passphrase: '', withMasterKeys: false, origin: 'before_restore' } as const;
    const archive = newArchive(tenantId, options, this.platform.version, this.clock.now());
    await this.archives.insert(archive);
    await this.make(archive, options, needed);
    return archive;
  }

  /** Where the file of a whole one is. */
  async locate(scope: Scope, id: ArchiveId): Promise<{ readonly archive: Archive; readonly path: string }> {
    const archive = await this.archives.find(scope, id);
    if (archive.state !== 'done' || !(await this.directory.has(archive.fileName))) throw new ArchiveUnfinished(id);
    return { archive, path: this.directory.path(archive.fileName) };
  }

  find(scope: Scope, id: ArchiveId): Promise<Archive> {
    return this.archives.find(scope, id);
  }

  async list(scope: Scope, wanted: ArchivesWanted): Promise<ArchivePage> {
    const { limit, backward = false, after, before } = wanted;
    const [found, totalCount] = await Promise.all([
      this.archives.list(scope, { ...wanted, limit: limit + 1 }),
      this.archives.count(scope),
    ]);
    const hasMore = found.length > limit;
    const archives = found.slice(0, limit);
    if (backward) archives.reverse();
    // Whoever came from a row knows that there is something on its side.
    const sides = backward ? [before !== undefined, hasMore] : [hasMore, after !== undefined];
    const [hasNextPage = false, hasPreviousPage = false] = sides;
    return { archives, hasNextPage, hasPreviousPage, totalCount };
  }

  async remove(scope: Scope, id: ArchiveId): Promise<void> {
    const archive = await this.archives.find(scope, id);
    if (archive.state === 'running') throw new BackupInProgress();
    await this.directory.remove(archive.fileName);
    await this.archives.remove(scope, id);
  }

  async read(scope: Scope, id: ArchiveId): Promise<AsyncIterable<Buffer>> {
    const { archive } = await this.locate(scope, id);
    return this.directory.read(archive.fileName);
  }

  private async make(archive: Archive, options: ArchiveOptions, needed?: ArchiveId): Promise<void> {
    let toldAt = 0;
    const tell = async ({ sizeBytes, rowCount }: Progress): Promise<void> => {
      if (performance.now() - toldAt < beatMs) return;
      toldAt = performance.now();
      await this.archives.progress(archive.id, sizeBytes, rowCount, this.clock.now());
    };
    try {
      const result = await this.maker.make(archive, options, this.stopping.signal, tell);
      await this.archives.settle(finished(archive, result, this.clock.now()));
      await this.expire(needed);
    } catch (error) {
      const reason = error instanceof DomainError ? error.code : 'internal';
      this.log.error({ err: error, archive: archive.id }, 'an archive could not be made');
      this.failures.inc();
      await this.archives.settle(failed(archive, reason, this.clock.now()));
      throw error;
    }
  }

  /** The number to keep is for all of them together, whoever made them. */
  private async expire(needed?: ArchiveId): Promise<void> {
    const all = await this.archives.list(everyone, { limit: 10_000 });
    for (const { id, fileName } of expendable(all, this.config.VORTEX_BACKUP_KEEP, needed)) {
      await this.directory.remove(fileName);
      await this.archives.remove(everyone, id);
      this.log.info({ fileName }, 'an old archive was removed');
    }
  }

  /** A maker that was killed says no more; what it left is no archive. */
  private async buryAbandoned(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - silenceMs);
    for (const archive of await this.archives.silent(before)) {
      await this.directory.remove(archive.fileName);
      await this.archives.settle(failed(archive, 'interrupted', this.clock.now()));
    }
  }
}
