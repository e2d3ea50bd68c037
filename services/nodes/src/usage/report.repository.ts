import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import type { Charge, Report, WaitingReport } from './report';

/** What servers have reported and is not in the books yet: a row a report. */
@Injectable()
export class ReportRepository {
  constructor(private readonly db: Database) {}

  /** False where there is no such server. */
  async add(serverId: ServerId, { epoch, flowedAt, isLatest, counters, charges }: Report): Promise<boolean> {
    const added = await this.db.sql.execute(
      `INSERT INTO usage_report (server_id, epoch, flowed_at, is_latest, user_ids, device_ids, inbound_ids, uplink_bytes,
                                 downlink_bytes, charged_user_ids, charged_bytes)
       SELECT id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM server WHERE id = $1`,
      [
        ...[serverId, epoch, flowedAt, isLatest],
        counters.map(({ userId }) => userId),
        counters.map(({ deviceId }) => deviceId),
        counters.map(({ inboundTag }) => inboundTag),
        counters.map(({ uplinkBytes }) => uplinkBytes),
        counters.map(({ downlinkBytes }) => downlinkBytes),
        ...[charges.map(({ userId }) => userId), charges.map(({ chargedBytes }) => chargedBytes)],
      ],
    );
    return added > 0;
  }

  /** Servers with reports that wait. */
  async servers(): Promise<ServerId[]> {
    const rows = await this.db.sql.query<{ serverId: ServerId }>(
      'SELECT DISTINCT server_id AS "serverId" FROM usage_report',
    );
    return rows.map(({ serverId }) => serverId);
  }

  /** In the order they came. */
  oldest(serverId: ServerId, most: number): Promise<WaitingReport[]> {
    return this.db.sql.query<WaitingReport>(
      `SELECT id, epoch, flowed_at AS "flowedAt", is_latest AS "isLatest" FROM usage_report
       WHERE server_id = $1 ORDER BY id LIMIT $2`,
      [serverId, most],
    );
  }

  /** How far charges of these reports had come, each user once. */
  async charges(ids: readonly bigint[]): Promise<Charge[]> {
    const [row] = await this.db.sql.query<{ userIds: string[]; bytes: string[] }>(
      `SELECT coalesce(array_agg(user_id::text), '{}') AS "userIds", coalesce(array_agg(bytes::text), '{}') AS bytes
       FROM (SELECT c.user_id, max(c.bytes) AS bytes
             FROM usage_report r, unnest(r.charged_user_ids, r.charged_bytes) AS c (user_id, bytes)
             WHERE r.id = ANY ($1::bigint[]) GROUP BY c.user_id) AS charged`,
      [ids],
    );
    const { userIds, bytes } = row ?? { userIds: [], bytes: [] };
    return userIds.map((userId, n) => ({ userId, chargedBytes: BigInt(bytes[n] ?? 0) }));
  }

  async remove(ids: readonly bigint[]): Promise<void> {
    await this.db.sql.execute('DELETE FROM usage_report WHERE id = ANY ($1::bigint[])', [ids]);
  }
}
