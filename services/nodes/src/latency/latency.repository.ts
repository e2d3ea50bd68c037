import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import type { Measures } from './latency';

/** What is kept of how far customers are from a server. */
export interface LatencyRow {
  readonly places: Measures;
  /** When others were told of it last. */
  readonly toldAt: Date | null;
  /** Of what they were told. */
  readonly revision: bigint;
}

@Injectable()
export class LatencyRepository {
  constructor(private readonly db: Database) {}

  /** Makes sure that there is a row, and keeps others from changing it until the end of the transaction. Undefined: there is no such server. */
  async lock(serverId: ServerId, now: Date): Promise<LatencyRow | undefined> {
    await this.db.sql.execute(
      `INSERT INTO server_latency (server_id, updated_at) SELECT id, $2 FROM server WHERE id = $1 ON CONFLICT DO NOTHING`,
      [serverId, now],
    );
    const [row] = await this.db.sql.query<LatencyRow>(
      `SELECT places, told_at AS "toldAt", revision FROM server_latency WHERE server_id = $1 FOR UPDATE`,
      [serverId],
    );
    return row;
  }

  async save(serverId: ServerId, { places, toldAt, revision }: LatencyRow, now: Date): Promise<void> {
    await this.db.sql.execute(
      `UPDATE server_latency SET places = $2::jsonb, told_at = $3, revision = $4, updated_at = $5 WHERE server_id = $1`,
      [serverId, JSON.stringify(places), toldAt, revision, now],
    );
  }

  /** Servers of which nothing was heard since. */
  async silentSince(since: Date, most: number): Promise<readonly ServerId[]> {
    const rows = await this.db.sql.query<{ readonly serverId: ServerId }>(
      `SELECT server_id AS "serverId" FROM server_latency WHERE updated_at < $1 ORDER BY updated_at LIMIT $2`,
      [since, most],
    );
    return rows.map(({ serverId }) => serverId);
  }
}
