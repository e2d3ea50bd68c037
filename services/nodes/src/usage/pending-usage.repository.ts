import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import type { Counter } from './counter';
import type { PendingReport } from './pending-usage';

export interface PendingItem {
  readonly userId: string;
  readonly tenantId: string;
  readonly isLimited: boolean;
  readonly inboundId: string;
  readonly uplinkBytes: bigint;
  readonly downlinkBytes: bigint;
}

export interface Charge {
  readonly userId: string;
  readonly chargedBytes: bigint;
}

type Flowed = Pick<Counter, 'userId' | 'inboundId' | 'uplinkBytes' | 'downlinkBytes'>;

/** What reports have brought and is not in the books yet: a row a report. */
@Injectable()
export class PendingUsageRepository {
  constructor(private readonly db: Database) {}

  async add(
    serverId: ServerId,
    epoch: bigint,
    flowedAt: Date,
    items: readonly Flowed[],
    charges: readonly Charge[],
  ): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO usage_pending (server_id, epoch, flowed_at, user_ids, inbound_ids, uplink_bytes, downlink_bytes,
                                  charged_user_ids, charged_bytes)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[serverId, epoch, flowedAt, items.map(({ userId }) => userId), items.map(({ inboundId }) => inboundId)],
        items.map(({ uplinkBytes }) => uplinkBytes),
        items.map(({ downlinkBytes }) => downlinkBytes),
        ...[charges.map(({ userId }) => userId), charges.map(({ chargedBytes }) => chargedBytes)],
      ],
    );
  }

  /** Servers with reports that wait. */
  async servers(): Promise<ServerId[]> {
    const rows = await this.db.sql.query<{ serverId: ServerId }>(
      'SELECT DISTINCT server_id AS "serverId" FROM usage_pending',
    );
    return rows.map(({ serverId }) => serverId);
  }

  /** In the order they came. */
  oldest(serverId: ServerId, most: number): Promise<PendingReport[]> {
    return this.db.sql.query<PendingReport>(
      `SELECT id, epoch, flowed_at AS "flowedAt" FROM usage_pending WHERE server_id = $1 ORDER BY id LIMIT $2`,
      [serverId, most],
    );
  }

  /** Takes reports away and answers with what they brought together. */
  async take(ids: readonly bigint[]): Promise<{ items: readonly PendingItem[]; charges: readonly Charge[] }> {
    const charges = await this.db.sql.query<Charge>(
      `SELECT c.user_id AS "userId", max(c.bytes) AS "chargedBytes"
       FROM usage_pending p, unnest(p.charged_user_ids, p.charged_bytes) AS c (user_id, bytes)
       WHERE p.id = ANY ($1::bigint[]) GROUP BY c.user_id`,
      [ids],
    );
    const items = await this.db.sql.query<PendingItem>(
      `WITH taken AS (DELETE FROM usage_pending WHERE id = ANY ($1::bigint[]) RETURNING *)
       SELECT i.user_id AS "userId", u.tenant_id AS "tenantId", u.limit_bytes IS NOT NULL AS "isLimited",
              i.inbound_id AS "inboundId", sum(i.uplink)::bigint AS "uplinkBytes", sum(i.downlink)::bigint AS "downlinkBytes"
       FROM taken, unnest(user_ids, inbound_ids, uplink_bytes, downlink_bytes) AS i (user_id, inbound_id, uplink, downlink)
       JOIN known_user u ON u.id = i.user_id
       GROUP BY i.user_id, i.inbound_id, u.tenant_id, u.limit_bytes`,
      [ids],
    );
    return { items, charges };
  }
}
