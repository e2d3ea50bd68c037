import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import type { QuotaState } from './traffic-quota';

export interface QuotaRow {
  readonly serverId: ServerId;
  readonly state: QuotaState;
  readonly revision: bigint;
}

/** How servers stand in their quotas, as others were told. */
@Injectable()
export class ServerQuotaRepository {
  constructor(private readonly db: Database) {}

  /** Servers with a quota that nobody has begun to look at. */
  async begin(now: Date): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO server_quota (server_id, state, due_at)
       SELECT id, 'within', $1 FROM server s
       WHERE quota_bytes > 0 AND NOT EXISTS (SELECT FROM server_quota q WHERE q.server_id = s.id)
       ON CONFLICT DO NOTHING`,
      [now],
    );
  }

  /** Takes those that are due, so that nobody else does until `again`. */
  claim(now: Date, again: Date, most: number): Promise<QuotaRow[]> {
    return this.db.sql.query<QuotaRow>(
      `UPDATE server_quota SET due_at = $2 WHERE server_id IN (
         SELECT server_id FROM server_quota WHERE due_at <= $1 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING server_id AS "serverId", state, revision`,
      [now, again, most],
    );
  }

  /** False where somebody else has meanwhile, or the server is gone. */
  async change({ serverId, revision }: QuotaRow, state: QuotaState): Promise<boolean> {
    const count = await this.db.sql.execute(
      'UPDATE server_quota SET state = $3, revision = revision + 1 WHERE server_id = $1 AND revision = $2',
      [serverId, revision, state],
    );
    return count === 1;
  }
}
