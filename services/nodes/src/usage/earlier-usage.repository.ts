import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import type { Carried, Flowed } from './carried';
import type { Charge } from './report';

interface Row extends Pick<Carried, 'epoch' | 'flowedAt'> {
  readonly id: bigint;
  readonly userIds: readonly string[];
  readonly chargedBytes: readonly string[];
}

/** Usage as the release before keeps it until it is in the books: what flowed, by counters that were moved before. */
@Injectable()
export class EarlierUsageRepository {
  constructor(private readonly db: Database) {}

  async servers(): Promise<ServerId[]> {
    const rows = await this.db.sql.query<{ serverId: ServerId }>(
      'SELECT DISTINCT server_id AS "serverId" FROM usage_pending',
    );
    return rows.map(({ serverId }) => serverId);
  }

  /** Takes the oldest away. Undefined where there is none. */
  async take(serverId: ServerId): Promise<Carried | undefined> {
    const [row] = await this.db.sql.query<Row>(
      `SELECT id, epoch, flowed_at AS "flowedAt", charged_user_ids::text[] AS "userIds",
              charged_bytes::text[] AS "chargedBytes"
       FROM usage_pending WHERE server_id = $1 ORDER BY id LIMIT 1`,
      [serverId],
    );
    if (!row) return undefined;
    const { id, epoch, flowedAt, userIds, chargedBytes } = row;
    const charges = userIds.map((userId, n): Charge => ({ userId, chargedBytes: BigInt(chargedBytes[n] ?? 0) }));
    return { epoch, flowedAt, flowed: await this.flowed(id), charges };
  }

  private flowed(id: bigint): Promise<Flowed[]> {
    return this.db.sql.query<Flowed>(
      `WITH taken AS (DELETE FROM usage_pending WHERE id = $1 RETURNING *)
       SELECT i.user_id AS "userId", u.tenant_id AS "tenantId", u.limit_bytes IS NOT NULL AS "isLimited",
              i.inbound_id AS "inboundId", sum(i.uplink)::bigint AS "uplinkBytes", sum(i.downlink)::bigint AS "downlinkBytes"
       FROM taken, unnest(user_ids, inbound_ids, uplink_bytes, downlink_bytes) AS i (user_id, inbound_id, uplink, downlink)
       JOIN known_user u ON u.id = i.user_id
       GROUP BY i.user_id, i.inbound_id, u.tenant_id, u.limit_bytes`,
      [id],
    );
  }
}
