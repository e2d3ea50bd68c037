import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { type AccountId, type Id, newId, type TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';

export type UploadId = Id<'upload'>;

/** Whose file it is. */
export interface Uploader {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
}

@Injectable()
export class CsvUploadRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** Forgets files nobody has read for a day, too. */
  async insert({ tenantId, accountId }: Uploader, content: Buffer, now: Date): Promise<UploadId> {
    const id: UploadId = newId();
    await this.db.sql.execute('DELETE FROM csv_upload WHERE created_at < $1', [
      new Date(now.getTime() - 24 * 3_600_000),
    ]);
    await this.db.sql.execute(
      'INSERT INTO csv_upload (id, tenant_id, uploaded_by, content, created_at) VALUES ($1, $2, $3, $4, $5)',
      [id, tenantId, accountId, content, now],
    );
    return id;
  }

  /** What it has from a byte on; undefined for what is somebody else's. */
  async read({ tenantId, accountId }: Uploader, id: string, fromByte = 0): Promise<Buffer | undefined> {
    const [row] = await this.db.sql.query<{ content: Buffer }>(
      `SELECT substring(content FROM $4) AS content FROM csv_upload
       WHERE id = $1 AND tenant_id = $2 AND uploaded_by = $3`,
      [id, tenantId, accountId, fromByte + 1],
    );
    return row?.content;
  }

  async delete(id: string): Promise<void> {
    await this.db.sql.execute('DELETE FROM csv_upload WHERE id = $1', [id]);
  }
}
