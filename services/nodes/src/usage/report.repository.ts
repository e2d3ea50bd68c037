import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import type { Report, WaitingReport } from './report';

/** Of an agent, as it is known by its session. */
export interface ReportingStream {
  readonly serverId: ServerId;
  readonly sessionId: string;
}

/** What servers have reported and is not in the books yet: a row a report. */
@Injectable()
export class ReportRepository {
  constructor(private readonly db: Database) {}

  /** False where it is not the stream that counts: another one begins to only behind what this one adds. */
  async add(
    { serverId, sessionId }: ReportingStream,
    { epoch, flowedAt, isLatest, counters, charges }: Report,
  ): Promise<boolean> {
    const inbounds = numbered(counters.map(({ inboundTag }) => inboundTag));
    const charged = new Map(charges.map(({ userId, chargedBytes }) => [userId, chargedBytes]));
    const added = await this.db.sql.execute(
      `INSERT INTO usage_report (server_id, epoch, flowed_at, is_latest, inbound_ids, user_ids, device_ids, inbounds,
                                 uplink_bytes, downlink_bytes, charged_bytes)
       SELECT server_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM node
       WHERE server_id = $1 AND session_id = $12 FOR SHARE`,
      [
        ...[serverId, epoch, flowedAt, isLatest, [...inbounds.keys()]],
        counters.map(({ userId }) => userId),
        counters.map(({ deviceId }) => deviceId),
        counters.map(({ inboundTag }) => inbounds.get(inboundTag)),
        counters.map(({ uplinkBytes }) => uplinkBytes),
        counters.map(({ downlinkBytes }) => downlinkBytes),
        ...[counters.map(({ userId }) => charged.get(userId) ?? null), sessionId],
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

  /** For a transaction that has locked the server: whether some of these users are in a report that waits. */
  tellOf(serverId: ServerId, userIds: readonly string[]): Promise<boolean> {
    return this.exists('server_id = $1 AND user_ids && $2::uuid[]', [serverId, userIds]);
  }

  /** The same of another epoch. */
  tellOfOtherEpochs(serverId: ServerId, epoch: bigint): Promise<boolean> {
    return this.exists('server_id = $1 AND epoch <> $2', [serverId, epoch]);
  }

  private async exists(condition: string, params: readonly unknown[]): Promise<boolean> {
    return (await this.db.sql.query(`SELECT FROM usage_report WHERE ${condition} LIMIT 1`, params)).length > 0;
  }

  async remove(ids: readonly bigint[]): Promise<void> {
    await this.db.sql.execute('DELETE FROM usage_report WHERE id = ANY ($1::bigint[])', [ids]);
  }
}

/** Each of them once, with its place from 1: of thousands of counters there are a few. */
function numbered(texts: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(texts)].map((text, n) => [text, n + 1]));
}
