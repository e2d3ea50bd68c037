import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import { type ChargedItem, type Coefficient, remainderKey, type Remainders, type UsageItem } from './charge';

/** Identifies a report, however often it is sent. */
export interface BatchKey {
  readonly serverId: ServerId;
  readonly epoch: bigint;
  readonly sequence: bigint;
}

/** Usage as it is written: by servers, for all tenants. */
@Injectable()
export class UsageRepository {
  constructor(private readonly db: Database) {}

  /** Whether the server exists; keeps others from recording for it until the transaction ends. */
  async lockServer(id: ServerId): Promise<boolean> {
    const rows = await this.db.sql.query('SELECT id FROM server WHERE id = $1::uuid FOR NO KEY UPDATE', [id]);
    return rows.length > 0;
  }

  /** Keeps others from putting usage of the server into the books until the transaction ends. */
  async lockBooks(id: ServerId): Promise<void> {
    await this.db.sql.query(`SELECT FROM pg_advisory_xact_lock(hashtextextended('books of ' || $1, 0))`, [id]);
  }

  /** False when the report has been taken before. */
  async insertBatch({ serverId, epoch, sequence }: BatchKey, now: Date): Promise<boolean> {
    const count = await this.db.sql.execute(
      `INSERT INTO usage_batch (server_id, epoch, sequence, recorded_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [serverId, epoch, sequence, now],
    );
    return count === 1;
  }

  /** Oldest first. */
  coefficients(serverId: ServerId): Promise<Coefficient[]> {
    return this.db.sql.query<Coefficient>(
      `SELECT effective_from AS "effectiveFrom", coefficient_milli AS "coefficientMilli"
       FROM server_coefficient WHERE server_id = $1 ORDER BY effective_from`,
      [serverId],
    );
  }

  async remainders(serverId: ServerId, items: readonly UsageItem[]): Promise<Remainders> {
    const rows = await this.db.sql.query<{ userId: string; inboundId: string; remainder: number }>(
      `SELECT user_id AS "userId", inbound_id AS "inboundId", remainder_milli AS remainder FROM charge_remainder
       WHERE server_id = $1
         AND (user_id, inbound_id) IN (SELECT * FROM unnest($2::uuid[], $3::uuid[]))`,
      [serverId, items.map(({ userId }) => userId), items.map(({ inboundId }) => inboundId)],
    );
    return new Map(rows.map((row) => [remainderKey(row), BigInt(row.remainder)]));
  }

  /** Adds to the hours and days of everybody at once, where the books are locked. Each (user, inbound, hour) is there once. */
  async add(serverId: ServerId, items: readonly ChargedItem[]): Promise<void> {
    const params = [
      serverId,
      items.map(({ userId }) => userId),
      items.map(({ tenantId }) => tenantId),
      items.map(({ inboundId }) => inboundId),
      items.map(({ hour }) => hour.toISOString()),
      items.map(({ uplinkBytes }) => uplinkBytes),
      items.map(({ downlinkBytes }) => downlinkBytes),
      items.map(({ chargedBytes }) => chargedBytes),
    ];
    await this.db.sql.execute(adding, params);
  }

  async saveRemainders(serverId: ServerId, items: readonly ChargedItem[], remainders: Remainders): Promise<void> {
    const last = [...new Map(items.map((item) => [remainderKey(item), item])).values()];
    await this.db.sql.execute(
      `INSERT INTO charge_remainder (server_id, user_id, inbound_id, remainder_milli)
       SELECT $1::uuid, * FROM unnest($2::uuid[], $3::uuid[], $4::int[])
       ON CONFLICT (user_id, server_id, inbound_id) DO UPDATE SET remainder_milli = EXCLUDED.remainder_milli`,
      [
        serverId,
        last.map(({ userId }) => userId),
        last.map(({ inboundId }) => inboundId),
        last.map((item) => Number(remainders.get(remainderKey(item)) ?? 0n)),
      ],
    );
  }
}

const adding = `
  WITH hour AS MATERIALIZED (
    SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::bigint[], $7::bigint[], $8::bigint[])
      AS given (user_id, tenant_id, inbound_id, starts_at, uplink, downlink, charged)
  ), day AS MATERIALIZED (
    SELECT user_id, tenant_id, inbound_id, date_trunc('day', starts_at, 'UTC') AS starts_at,
           sum(uplink)::bigint AS uplink, sum(downlink)::bigint AS downlink, sum(charged)::bigint AS charged
    FROM hour GROUP BY 1, 2, 3, 4
  ), ${addedTo('hour')}, ${addedTo('day')}
  SELECT`;

/** What is there is updated and not inserted over, which takes half the time. */
function addedTo(span: 'hour' | 'day'): string {
  return `
    updated_${span} AS (
      UPDATE usage_${span} AS known
      SET uplink_bytes = uplink_bytes + uplink, downlink_bytes = downlink_bytes + downlink,
          charged_bytes = charged_bytes + charged
      FROM ${span} WHERE known.server_id = $1::uuid
        AND (known.user_id, known.starts_at, known.inbound_id) = (${span}.user_id, ${span}.starts_at, ${span}.inbound_id)
      RETURNING ${span}.user_id, ${span}.starts_at, ${span}.inbound_id
    ), inserted_${span} AS (
      INSERT INTO usage_${span} AS known
        (server_id, user_id, tenant_id, inbound_id, starts_at, uplink_bytes, downlink_bytes, charged_bytes)
      SELECT $1::uuid, user_id, tenant_id, inbound_id, starts_at, uplink, downlink, charged FROM ${span}
      WHERE (user_id, starts_at, inbound_id) NOT IN (SELECT user_id, starts_at, inbound_id FROM updated_${span})
      ORDER BY user_id, inbound_id, starts_at
      ON CONFLICT (user_id, starts_at, server_id, inbound_id) DO UPDATE
        SET uplink_bytes = known.uplink_bytes + EXCLUDED.uplink_bytes,
            downlink_bytes = known.downlink_bytes + EXCLUDED.downlink_bytes,
            charged_bytes = known.charged_bytes + EXCLUDED.charged_bytes
    )`;
}
