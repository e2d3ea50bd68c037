import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import type { Counter, Standing } from './counter';

/** What is known of a counter that was reported. */
export interface KnownCounter {
  /** Whether its user belongs on the server, or once did. */
  readonly isServed: boolean;
  /** Undefined where nobody has heard of it. */
  readonly before: Standing | undefined;
}

/** Instead of bytes, which are no less than 0. */
const [unheard, foreign] = ['-1', '-2'];
const unnested = 'unnest($3::uuid[], $4::uuid[], $5::uuid[]';
/** Found one by one, by the key: how many there are beside them must not matter. */
const sameCounter = `
  SELECT ctid, uplink_bytes, downlink_bytes FROM usage_counter
  WHERE server_id = $1 AND epoch = $2 AND user_id = g.user_id AND device_id = g.device_id AND inbound_id = g.inbound_id
  LIMIT 1`;

@Injectable()
export class CounterRepository {
  constructor(private readonly db: Database) {}

  /** What is known of each of these counters, in their order. As two lists: that many rows take longer to read than to find. */
  async known(serverId: ServerId, epoch: bigint, counters: readonly Counter[]): Promise<KnownCounter[]> {
    const [row] = await this.db.sql.query<{ uplink: string[]; downlink: string[] }>(
      `SELECT array_agg((CASE WHEN s.user_id IS NULL THEN ${foreign} ELSE coalesce(k.uplink_bytes, ${unheard}) END)::text
                        ORDER BY g.n) AS uplink,
              array_agg(coalesce(k.downlink_bytes, ${unheard})::text ORDER BY g.n) AS downlink
       FROM ${unnested}) WITH ORDINALITY AS g (user_id, device_id, inbound_id, n)
       LEFT JOIN LATERAL (SELECT user_id FROM served_user WHERE server_id = $1 AND user_id = g.user_id LIMIT 1) s ON true
       LEFT JOIN LATERAL (${sameCounter}) k ON true`,
      [serverId, epoch, ...keysOf(counters)],
    );
    const { uplink, downlink } = row ?? { uplink: [], downlink: [] };
    return uplink.map((up, n) => ({
      isServed: up !== foreign,
      before:
        up === foreign || up === unheard
          ? undefined
          : { uplinkBytes: BigInt(up), downlinkBytes: BigInt(downlink[n] ?? 0) },
    }));
  }

  /** Updates counters that are there, in a transaction that has locked the server. */
  async update(serverId: ServerId, epoch: bigint, counters: readonly Counter[]): Promise<void> {
    await this.write(
      `UPDATE usage_counter AS known
       SET uplink_bytes = greatest(known.uplink_bytes, found.uplink),
           downlink_bytes = greatest(known.downlink_bytes, found.downlink)
       FROM (
         SELECT k.ctid, g.uplink, g.downlink
         FROM ${unnested}, $6::bigint[], $7::bigint[]) AS g (user_id, device_id, inbound_id, uplink, downlink)
         CROSS JOIN LATERAL (${sameCounter}) k
       ) AS found
       WHERE known.ctid = found.ctid`,
      ...([serverId, epoch, counters] as const),
    );
  }

  async add(serverId: ServerId, epoch: bigint, counters: readonly Counter[]): Promise<void> {
    await this.write(
      `INSERT INTO usage_counter (server_id, epoch, user_id, device_id, inbound_id, uplink_bytes, downlink_bytes)
       SELECT $1::uuid, $2::bigint, * FROM ${unnested}, $6::bigint[], $7::bigint[])`,
      ...([serverId, epoch, counters] as const),
    );
  }

  /** Has users of a server told anew: something of theirs that is not an event of core has changed. */
  async tellAgain(serverId: ServerId, userIds: readonly string[], revision: bigint): Promise<void> {
    await this.db.sql.execute(
      'UPDATE served_user SET revision = $3 WHERE server_id = $1 AND user_id = ANY ($2::uuid[]) AND present',
      [serverId, userIds, revision],
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
}

function keysOf(counters: readonly Counter[]) {
  return [
    counters.map(({ userId }) => userId),
    counters.map(({ deviceId }) => deviceId),
    counters.map(({ inboundId }) => inboundId),
  ];
}
