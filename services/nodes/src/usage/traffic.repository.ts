import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { Period, TrafficPoint, TrafficShare, TrafficTotals } from './traffic';

/** Whose traffic: a tenant's, and of that perhaps only some users', or what one server carried. */
export interface TrafficOwner {
  readonly scope: Scope;
  readonly userIds?: readonly string[] | undefined;
  readonly serverId?: string | undefined;
}

/** Sums of bigint are numeric, and 2^63 bytes are more than anybody will ever see. */
const sums = ['uplink', 'downlink', 'charged']
  .map((name) => `least(coalesce(sum(${name}_bytes), 0), 9223372036854775807)::bigint AS "${name}Bytes"`)
  .join(', ');

const mostShown = 10;

type Subject = 'user_id' | 'server_id' | 'inbound_id';

/** Usage as it is read. */
@Injectable()
export class TrafficRepository {
  constructor(private readonly db: Database) {}

  async totals(owner: TrafficOwner, period: Period): Promise<TrafficTotals> {
    const { from, params } = source(owner, period);
    const [totals] = await this.db.sql.query<TrafficTotals>(`SELECT ${sums} ${from}`, params);
    return totals ?? { uplinkBytes: 0n, downlinkBytes: 0n, chargedBytes: 0n };
  }

  points(owner: TrafficOwner, period: Period): Promise<TrafficPoint[]> {
    const { from, params } = source(owner, period);
    const sql = `SELECT starts_at AS "startsAt", ${sums} ${from} GROUP BY starts_at ORDER BY starts_at`;
    return this.db.sql.query<TrafficPoint>(sql, params);
  }

  /** The ten with most. */
  top(owner: TrafficOwner, period: Period, subject: Subject): Promise<TrafficShare[]> {
    const { from, params } = source(owner, period);
    const sql = `SELECT ${subject} AS id, ${sums} ${from} GROUP BY ${subject}
      ORDER BY sum(uplink_bytes) + sum(downlink_bytes) DESC, ${subject} LIMIT ${mostShown}`;
    return this.db.sql.query<TrafficShare>(sql, params);
  }

  async activeUsers(owner: TrafficOwner, period: Period): Promise<bigint> {
    const { from, params } = source(owner, period);
    const [row] = await this.db.sql.query<{ count: bigint }>(`SELECT count(DISTINCT user_id) AS count ${from}`, params);
    return row?.count ?? 0n;
  }
}

function source({ scope, userIds, serverId }: TrafficOwner, { from, to, resolution }: Period) {
  const table = resolution === 'hour' ? 'usage_hour' : 'usage_day';
  const tenantId = 'tenantId' in scope ? scope.tenantId : null;
  return {
    from: `FROM ${table} WHERE starts_at >= $1 AND starts_at < $2
      AND ($3::uuid IS NULL OR tenant_id = $3) AND ($4::uuid[] IS NULL OR user_id = ANY($4))
      AND ($5::uuid IS NULL OR server_id = $5)`,
    params: [from, to, tenantId, userIds ? [...userIds] : null, serverId ?? null],
  };
}
