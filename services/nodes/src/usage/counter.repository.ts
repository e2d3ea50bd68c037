import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import { type Counter, counterKey } from './counter';

@Injectable()
export class CounterRepository {
  constructor(private readonly db: Database) {}

  /** The last that is known of these counters, by `counterKey`. */
  async last(serverId: ServerId, epoch: bigint, counters: readonly Counter[]): Promise<ReadonlyMap<string, Counter>> {
    const rows = await this.db.sql.query<Counter>(
      `SELECT user_id AS "userId", device_id AS "deviceId", inbound_id AS "inboundId",
              uplink_bytes AS "uplinkBytes", downlink_bytes AS "downlinkBytes"
       FROM usage_counter WHERE server_id = $1 AND epoch = $2 AND (user_id, device_id, inbound_id) IN (
         SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::uuid[]))`,
      [serverId, epoch, ...keysOf(counters)],
    );
    return new Map(rows.map((row) => [counterKey(row), row]));
  }

  async save(serverId: ServerId, epoch: bigint, counters: readonly Counter[]): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO usage_counter AS known
         (server_id, epoch, user_id, device_id, inbound_id, uplink_bytes, downlink_bytes)
       SELECT $1::uuid, $2::bigint, * FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[])
       ON CONFLICT (server_id, epoch, user_id, device_id, inbound_id) DO UPDATE
         SET uplink_bytes = greatest(known.uplink_bytes, EXCLUDED.uplink_bytes),
             downlink_bytes = greatest(known.downlink_bytes, EXCLUDED.downlink_bytes)`,
      [
        ...[serverId, epoch, ...keysOf(counters)],
        counters.map(({ uplinkBytes }) => uplinkBytes),
        counters.map(({ downlinkBytes }) => downlinkBytes),
      ],
    );
  }

  /** The tenants of those of the users who belong on the server, or once did. */
  async tenantsOfServed(serverId: ServerId, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.sql.query<{ userId: string; tenantId: string }>(
      `SELECT s.user_id AS "userId", u.tenant_id AS "tenantId"
       FROM served_user s JOIN known_user u ON u.id = s.user_id
       WHERE s.server_id = $1 AND s.user_id = ANY ($2::uuid[])`,
      [serverId, userIds],
    );
    return new Map(rows.map(({ userId, tenantId }) => [userId, tenantId]));
  }

  /** Has users of a server told anew: something of theirs that is not an event of core has changed. */
  async tellAgain(serverId: ServerId, userIds: readonly string[], revision: bigint): Promise<void> {
    await this.db.sql.execute(
      'UPDATE served_user SET revision = $3 WHERE server_id = $1 AND user_id = ANY ($2::uuid[]) AND present',
      [serverId, userIds, revision],
    );
  }
}

function keysOf(counters: readonly Counter[]) {
  return [
    counters.map(({ userId }) => userId),
    counters.map(({ deviceId }) => deviceId),
    counters.map(({ inboundId }) => inboundId),
  ];
}
