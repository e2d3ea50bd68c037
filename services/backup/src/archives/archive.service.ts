import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  CLOCK,
  type Clock,
  CONFIG,
  DomainError,
  LOG,
  type Log,
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

  constructor(
    private readonly archives: ArchiveRepository,
    private readonly maker: ArchiveMaker,
    private readonly directory: ArchiveDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM) private readonly platform: PlatformFacts,
    @Inject(CONFIG) private readonly config: BackupConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

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
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, waitMs)));
    await Promise.race([making, late]).finally(() => clearTimeout(timer));
    return this.archives.find({ tenantId }, archive.id);
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
    const { state, fileName } = await this.archives.find(scope, id);
    if (state !== 'done' || !(await this.directory.has(fileName))) throw new ArchiveUnfinished(id);
    return this.directory.read(fileName);
  }

  private async make(archive: Archive, options: ArchiveOptions): Promise<void> {
    let toldAt = 0;
    const tell = async ({ sizeBytes, rowCount }: Progress): Promise<void> => {
      if (performance.now() - toldAt < beatMs) return;
      toldAt = performance.now();
      await this.archives.progress(archive.id, sizeBytes, rowCount, this.clock.now());
    };
    try {
      const result = await this.maker.make(archive, options, this.stopping.signal, tell);
      await this.archives.settle(finished(archive, result, this.clock.now()));
      await this.expire();
    } catch (error) {
      const reason = error instanceof DomainError ? error.code : 'internal';
      this.log.error({ err: error, archive: archive.id }, 'an archive could not be made');
      await this.archives.settle(failed(archive, reason, this.clock.now()));
      throw error;
    }
  }

  /** The number to keep is for all of them together, whoever made them. */
  private async expire(): Promise<void> {
    const all = await this.archives.list(everyone, { limit: 10_000 });
    for (const { id, fileName } of expendable(all, this.config.VORTEX_BACKUP_KEEP)) {
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
