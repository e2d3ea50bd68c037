import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope, TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { ArchiveModel } from '../generated/prisma/models';
import type { Archive, ArchiveId, ArchiveOrigin } from './archive';
import { ArchiveNotFound, BackupInProgress } from './archive.errors';

/** A part of the list, which goes from the newest to the oldest. */
export interface ArchivesWanted {
  readonly limit: number;
  /** Whether it is counted from the end. */
  readonly backward?: boolean;
  readonly after?: ArchiveId | undefined;
  readonly before?: ArchiveId | undefined;
}

@Injectable()
export class ArchiveRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** Refuses a second one at a time. */
  async insert(archive: Archive): Promise<void> {
    const data = { ...toRow(archive), id: archive.id, beatAt: archive.createdAt };
    const { count } = await this.db.client.archive.createMany({ data, skipDuplicates: true });
    if (count === 0) throw new BackupInProgress();
  }

  async find(scope: Scope, id: ArchiveId): Promise<Archive> {
    const row = await this.db.client.archive.findFirst({ where: { id, ...within(scope) } });
    if (!row) throw new ArchiveNotFound(id);
    return from(row);
  }

  /** Stores how far one came that is being made. False when it is no longer. */
  async progress(id: ArchiveId, sizeBytes: bigint, rowCount: bigint, now: Date): Promise<boolean> {
    const data = { sizeBytes, rowCount, beatAt: now };
    return (await this.db.client.archive.updateMany({ where: { id, running: true }, data })).count === 1;
  }

  /** Stores the end of one that is being made. */
  async settle(archive: Archive): Promise<void> {
    await this.db.client.archive.updateMany({ where: { id: archive.id, running: true }, data: toRow(archive) });
  }

  /** Those being made whose maker has been silent since `before`. */
  async silent(before: Date): Promise<Archive[]> {
    const rows = await this.db.client.archive.findMany({ where: { running: true, beatAt: { lt: before } } });
    return rows.map(from);
  }

  /** Stores what was found in one that somebody brought. */
  async learn(
    id: ArchiveId,
    facts: Pick<Archive, 'release' | 'rowCount' | 'generation' | 'withMasterKeys'>,
  ): Promise<void> {
    await this.db.client.archive.updateMany({ where: { id, origin: 'uploaded' }, data: facts });
  }

  async remove(scope: Scope, id: ArchiveId): Promise<void> {
    await this.db.client.archive.deleteMany({ where: { id, ...within(scope) } });
  }

  /** The newest first, for ids grow with time; from the near end of the page on. */
  async list(scope: Scope, { limit, backward = false, after, before }: ArchivesWanted): Promise<Archive[]> {
    const id = { ...(after ? { lt: after } : {}), ...(before ? { gt: before } : {}) };
    const where = { ...within(scope), id };
    const orderBy = { id: backward ? 'asc' : 'desc' } as const;
    return (await this.db.client.archive.findMany({ where, orderBy, take: limit })).map(from);
  }

  count(scope: Scope): Promise<number> {
    return this.db.client.archive.count({ where: within(scope) });
  }
}

function within(scope: Scope): { tenantId?: string } {
  return 'tenantId' in scope ? { tenantId: scope.tenantId } : {};
}

function toRow({ state, finishedAt, id: _, ...rest }: Archive) {
  return { ...rest, running: state === 'running' ? true : null, finishedAt: finishedAt ?? null };
}

function from({ running, beatAt: _, finishedAt, ...row }: ArchiveModel): Archive {
  return {
    ...row,
    id: row.id as ArchiveId,
    tenantId: row.tenantId as TenantId,
    origin: row.origin as ArchiveOrigin,
    state: running === true ? 'running' : row.failure === '' ? 'done' : 'failed',
    finishedAt: finishedAt ?? undefined,
  };
}
