import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import { type Counter, counterKey } from './counter';

/** What there is to know of a user when its counters are taken. */
export interface ServedUser {
  readonly tenantId: string;
  readonly isLimited: boolean;
}

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

  /**
   * In a transaction that has locked the server. What is there is updated and not inserted over, which takes half the time.
   *
   * @param last what was there
   */
  async save(
    serverId: ServerId,
    epoch: bigint,
    counters: readonly Counter[],
    last: ReadonlyMap<string, Counter>,
  ): Promise<void> {
    const there = counters.filter((counter) => last.has(counterKey(counter)));
    const added = counters.filter((counter) => !last.has(counterKey(counter)));
    await this.write(
      `UPDATE usage_counter AS known
       SET uplink_bytes = greatest(known.uplink_bytes, g.uplink), downlink_bytes = greatest(known.downlink_bytes, g.downlink)
       FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[])
         AS g (user_id, device_id, inbound_id, uplink, downlink)
       WHERE known.server_id = $1 AND known.epoch = $2
         AND (known.user_id, known.device_id, known.inbound_id) = (g.user_id, g.device_id, g.inbound_id)`,
      ...([serverId, epoch, there] as const),
    );
    await this.write(
      `INSERT INTO usage_counter AS known
         (server_id, epoch, user_id, device_id, inbound_id, uplink_bytes, downlink_bytes)
       SELECT $1::uuid, $2::bigint, * FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[])
       ON CONFLICT (server_id, epoch, user_id, device_id, inbound_id) DO UPDATE
         SET uplink_bytes = greatest(known.uplink_bytes, EXCLUDED.uplink_bytes),
             downlink_bytes = greatest(known.downlink_bytes, EXCLUDED.downlink_bytes)`,
      ...([serverId, epoch, added] as const),
    );
  }

  private async write(sql: string, serverId: ServerId, epoch: bigint, counters: readonly Counter[]): Promise<void> {
    if (counters.length === 0) return;
    await this.db.sql.execute(sql, [
      ...[serverId, epoch, ...keysOf(counters)],
      counters.map(({ uplinkBytes }) => uplinkBytes),
      counters.map(({ downlinkBytes }) => downlinkBytes),
    ]);
  }

  /** Those of the users who belong on the server, or once did. */
  async served(serverId: ServerId, userIds: readonly string[]): Promise<ReadonlyMap<string, ServedUser>> {
    const rows = await this.db.sql.query<ServedUser & { userId: string }>(
      `SELECT s.user_id AS "userId", u.tenant_id AS "tenantId", u.limit_bytes IS NOT NULL AS "isLimited"
       FROM served_user s JOIN known_user u ON u.id = s.user_id
       WHERE s.server_id = $1 AND s.user_id = ANY ($2::uuid[])`,
      [serverId, userIds],
    );
    return new Map(rows.map((row) => [row.userId, row]));
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
