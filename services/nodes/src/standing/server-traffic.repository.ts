import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { CarriedPoint, Period } from '../usage/traffic';
import type { QuotaMonth } from './quota-month';

/** What all users together used of a server in an hour. */
interface ServerHourRow {
  readonly hour: Date;
  readonly uplinkBytes: bigint;
  readonly downlinkBytes: bigint;
}

/** What servers have carried, as a whole. */
@Injectable()
export class ServerTrafficRepository {
  constructor(private readonly db: Database) {}

  async add(serverId: string, rows: readonly ServerHourRow[]): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO server_hour AS known (server_id, starts_at, uplink_bytes, downlink_bytes)
       SELECT $1::uuid, hour, sum(uplink)::bigint, sum(downlink)::bigint
       FROM unnest($2::timestamptz[], $3::bigint[], $4::bigint[]) AS item (hour, uplink, downlink)
       GROUP BY hour ORDER BY hour
       ON CONFLICT (server_id, starts_at) DO UPDATE
         SET uplink_bytes = known.uplink_bytes + EXCLUDED.uplink_bytes,
             downlink_bytes = known.downlink_bytes + EXCLUDED.downlink_bytes`,
      [
        serverId,
        rows.map(({ hour }) => hour.toISOString()),
        rows.map(({ uplinkBytes }) => uplinkBytes),
        rows.map(({ downlinkBytes }) => downlinkBytes),
      ],
    );
  }

  /** By the hour or the day, in their order. */
  points(serverId: string, { from, to, resolution }: Period): Promise<CarriedPoint[]> {
    return this.db.sql.query<CarriedPoint>(
      `SELECT date_trunc($4, starts_at, 'UTC') AS "startsAt", sum(uplink_bytes)::bigint AS "uplinkBytes",
              sum(downlink_bytes)::bigint AS "downlinkBytes"
       FROM server_hour WHERE server_id = $1::uuid AND starts_at >= $2 AND starts_at < $3 GROUP BY 1 ORDER BY 1`,
      [serverId, from, to, resolution],
    );
  }

  /** Of each server in a month of its own, in the same order. An hour belongs to the month it begins in. */
  within(months: readonly (QuotaMonth & { readonly serverId: string })[]) {
    return this.db.sql.query<{ uplinkBytes: bigint; downlinkBytes: bigint }>(
      `SELECT coalesce(t.uplink, 0)::bigint AS "uplinkBytes", coalesce(t.downlink, 0)::bigint AS "downlinkBytes"
       FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS m (id, starts, ends, n)
       CROSS JOIN LATERAL (
         SELECT sum(uplink_bytes) AS uplink, sum(downlink_bytes) AS downlink FROM server_hour
         WHERE server_id = m.id AND starts_at >= m.starts AND starts_at < m.ends) t
       ORDER BY m.n`,
      [
        months.map(({ serverId }) => serverId),
        months.map(({ start }) => start.toISOString()),
        months.map(({ end }) => end.toISOString()),
      ],
    );
  }
}
