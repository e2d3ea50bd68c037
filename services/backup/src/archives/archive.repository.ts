import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope, TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { ArchiveModel } from '../generated/prisma/models';
import type { Archive, ArchiveId } from './archive';
import { ArchiveNameTaken, ArchiveNotFound } from './archive.errors';

@Injectable()
export class ArchiveRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  async insert(archive: Archive): Promise<void> {
    const { count } = await this.db.client.archive.createMany({ data: archive, skipDuplicates: true });
    if (count === 0) throw new ArchiveNameTaken(archive.name);
  }

  async find(scope: Scope, id: ArchiveId): Promise<Archive> {
    const row = await this.db.client.archive.findFirst({ where: { id, ...within(scope) } });
    if (!row) throw new ArchiveNotFound(id);
    return from(row);
  }

  /** Finds it and keeps others from changing it until the transaction ends. */
  async lock(scope: Scope, id: ArchiveId): Promise<Archive> {
    await this.db.sql.query('SELECT id FROM "archive" WHERE id = $1::uuid FOR UPDATE', [id]);
    return this.find(scope, id);
  }

  /** Stores a change of one that is locked. */
  async save(archive: Archive): Promise<void> {
    const { id, tenantId, name, revision } = archive;
    const namesake = await this.db.client.archive.findFirst({ where: { tenantId, name, NOT: { id } } });
    if (namesake) throw new ArchiveNameTaken(name);
    await this.db.client.archive.update({ where: { id }, data: { name, revision } });
  }

  /** Those after `after`, in the order they were made. */
  async list(scope: Scope, limit: number, after?: ArchiveId): Promise<Archive[]> {
    const where = { ...within(scope), ...(after ? { id: { gt: after } } : {}) };
    const rows = await this.db.client.archive.findMany({ where, orderBy: { id: 'asc' }, take: limit });
    return rows.map(from);
  }
}

function within(scope: Scope): { tenantId?: string } {
  return 'tenantId' in scope ? { tenantId: scope.tenantId } : {};
}

function from(row: ArchiveModel): Archive {
  return { ...row, id: row.id as ArchiveId, tenantId: row.tenantId as TenantId };
}
