import { Injectable } from '@nestjs/common';
import type { UsageCounter } from '@vortex/contracts/tunnel';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import type { Flowed } from './carried';
import type { Charge, WaitingReport } from './report';

export type CounterKey = Pick<UsageCounter, 'userId' | 'deviceId' | 'inboundTag'>;

export interface Growth {
  readonly flowed: readonly Flowed[];
  /** Of those to whom something flowed, as far as they were told. */
  readonly charges: readonly Charge[];
  /** Counters of users who never belonged on the server, which are passed over. */
  readonly foreign: number;
  /** Counters that stood lower than they had before. */
  readonly ranBack: number;
}

/** As lists: that many rows take longer to read than to find. */
interface GrowthRow {
  readonly foreign: bigint;
  readonly ranBack: bigint;
  readonly userIds: readonly string[];
  readonly tenantIds: readonly string[];
  readonly limited: readonly string[];
  readonly inboundIds: readonly string[];
  readonly uplink: readonly string[];
  readonly downlink: readonly string[];
  readonly charged: readonly (string | null)[];
}

/** More than a server can carry between two reports: a counter that jumps so far is broken, or forged. */
const mostBytes = 2n ** 50n;

/** Counters as servers last told of them. They only grow within an epoch. */
@Injectable()
export class CounterRepository {
  constructor(private readonly db: Database) {}

  /**
   * Moves counters to where reports of one epoch say they stand, and answers with what they grew by. A report that was late,
   * or comes again, brings smaller or equal numbers and so adds nothing. Each direction counts for itself. In a transaction
   * that has locked the server.
   */
  async move(serverId: ServerId, reports: readonly WaitingReport[]): Promise<Growth> {
    const latest = reports.findLast(({ isLatest }) => isLatest)?.id;
    const [row] = await this.db.sql.query<GrowthRow>(moving, [
      ...[serverId, reports[0]?.epoch, reports.map(({ id }) => id), latest ?? null],
    ]);
    if (!row) return { flowed: [], charges: [], foreign: 0, ranBack: 0 };
    const { userIds, tenantIds, limited, inboundIds, uplink, downlink, charged } = row;
    const flowed = userIds.map((userId, n) => ({
      ...{ userId, tenantId: tenantIds[n] ?? '', isLimited: limited[n] === 'true', inboundId: inboundIds[n] ?? '' },
      ...{ uplinkBytes: BigInt(uplink[n] ?? 0), downlinkBytes: BigInt(downlink[n] ?? 0) },
    }));
    const charges = userIds.flatMap((userId, n) => {
      const chargedBytes = charged[n];
      return chargedBytes ? [{ userId, chargedBytes: BigInt(chargedBytes) }] : [];
    });
    return { flowed, charges, foreign: Number(row.foreign), ranBack: Number(row.ranBack) };
  }

  /** In a transaction that has locked the server, and knows of no report of these. */
  async remove(serverId: ServerId, epoch: bigint, keys: readonly CounterKey[]): Promise<void> {
    await this.db.sql.execute(
      `DELETE FROM usage_counter WHERE server_id = $1 AND epoch = $2
         AND (user_id, device_id, inbound_id) IN (SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::uuid[]))`,
      [
        ...[serverId, epoch, keys.map(({ userId }) => userId), keys.map(({ deviceId }) => deviceId)],
        keys.map(({ inboundTag }) => inboundTag),
      ],
    );
  }

  /** The same of all epochs but one. */
  async dropOtherEpochs(serverId: ServerId, epoch: bigint): Promise<void> {
    await this.db.sql.execute('DELETE FROM usage_counter WHERE server_id = $1 AND epoch <> $2', [serverId, epoch]);
  }
}

/** Counters and users are found one by one, by the key: how many there are beside them must not matter. */
const moving = `
  WITH told AS MATERIALIZED (
    SELECT c.user_id, c.device_id, r.inbound_ids[c.inbound] AS inbound_id, max(c.uplink) AS uplink, max(c.downlink) AS downlink,
           max(c.uplink) FILTER (WHERE r.id = $4) AS last_uplink, max(c.downlink) FILTER (WHERE r.id = $4) AS last_downlink,
           max(c.charged) AS charged
    FROM usage_report r
    CROSS JOIN LATERAL unnest(r.user_ids, r.device_ids, r.inbounds, r.uplink_bytes, r.downlink_bytes, r.charged_bytes)
      AS c (user_id, device_id, inbound, uplink, downlink, charged)
    WHERE r.id = ANY ($3::bigint[]) GROUP BY c.user_id, c.device_id, r.inbound_ids[c.inbound]
  ), found AS MATERIALIZED (
    SELECT told.*, known.place, coalesce(known.uplink_bytes, 0) AS uplink_before,
           coalesce(known.downlink_bytes, 0) AS downlink_before, known.place IS NOT NULL OR served.user_id IS NOT NULL AS is_served
    FROM told
    LEFT JOIN LATERAL (
      SELECT ctid AS place, uplink_bytes, downlink_bytes FROM usage_counter
      WHERE server_id = $1 AND epoch = $2 AND user_id = told.user_id AND device_id = told.device_id
        AND inbound_id = told.inbound_id LIMIT 1) known ON true
    LEFT JOIN LATERAL (
      SELECT user_id FROM served_user WHERE known.place IS NULL AND server_id = $1 AND user_id = told.user_id LIMIT 1
    ) served ON true
  ), moved AS (
    UPDATE usage_counter AS counter
    SET uplink_bytes = greatest(uplink, uplink_before), downlink_bytes = greatest(downlink, downlink_before)
    FROM found WHERE counter.ctid = found.place AND (uplink > uplink_before OR downlink > downlink_before)
  ), added AS (
    INSERT INTO usage_counter (server_id, epoch, user_id, device_id, inbound_id, uplink_bytes, downlink_bytes)
    SELECT $1, $2, user_id, device_id, inbound_id, uplink, downlink FROM found WHERE place IS NULL AND is_served
  ), grown AS (
    SELECT user_id, inbound_id, charged, ${growth('uplink')}, ${growth('downlink')} FROM found WHERE is_served
  )
  SELECT (SELECT count(*) FROM found WHERE NOT is_served) AS foreign,
         (SELECT count(*) FROM found WHERE is_served AND (last_uplink < greatest(uplink, uplink_before)
                                                          OR last_downlink < greatest(downlink, downlink_before))) AS "ranBack",
         ${list('user_id')} AS "userIds", ${list('tenant_id')} AS "tenantIds", ${list('limit_bytes IS NOT NULL')} AS limited,
         ${list('inbound_id')} AS "inboundIds", ${list('uplink')} AS uplink, ${list('downlink')} AS downlink,
         ${list('charged')} AS charged
  FROM grown JOIN known_user u ON u.id = grown.user_id WHERE uplink + downlink > 0`;

function growth(direction: 'uplink' | 'downlink'): string {
  const bytes = `${direction} - ${direction}_before`;
  return `CASE WHEN ${bytes} BETWEEN 0 AND ${mostBytes} THEN ${bytes} ELSE 0 END AS ${direction}`;
}

function list(value: string): string {
  return `coalesce(array_agg((${value})::text), '{}')`;
}
