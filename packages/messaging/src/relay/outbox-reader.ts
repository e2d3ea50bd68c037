import type { EventEnvelope } from '@vortex/contracts/common';
import { type LaneName, laneNumber } from '../event-type';
import type { Connection } from './connection';

interface OutboxRow {
  readonly sequence: string;
  readonly id: string;
  readonly type: string;
  readonly producer: string;
  readonly aggregate_id: string;
  readonly tenant_id: string;
  readonly occurred_at: Date;
  readonly traceparent: string;
  readonly payload: Buffer;
}

/** Names the lease that a reader works under. */
export interface Fence {
  readonly name: string;
  readonly token: string;
}

/**
 * Whatever is committed and not published, smallest number first. No cursor: a transaction that commits late with small
 * numbers is simply first in the next batch. Bounded in rows and, but for a single larger event, in bytes. Empty for a
 * reader that no longer holds the lease: so nothing committed after a `RelayHold` was taken is published before its end.
 */
const next = `
  SELECT sequence::text, id, type, producer, aggregate_id, tenant_id, occurred_at, traceparent, payload
  FROM (
    SELECT *, sum(octet_length(payload)) OVER (ORDER BY sequence) - octet_length(payload) AS bytes_before
    FROM (
      SELECT * FROM messaging.outbox
      WHERE lane = $1 AND EXISTS (SELECT FROM messaging.relay_lease WHERE name = $4 AND token = $5::bigint)
      ORDER BY sequence LIMIT $2
    ) AS waiting
  ) AS measured
  WHERE bytes_before < $3
  ORDER BY measured.sequence`;

/** The lease row is locked while rows go: a new holder waits for this statement, and a deposed one deletes nothing. */
const finish = `
  WITH fence AS (
    SELECT 1 FROM messaging.relay_lease WHERE name = $3 AND token = $4::bigint FOR SHARE
  )
  DELETE FROM messaging.outbox WHERE lane = $1 AND sequence = ANY($2::bigint[]) AND EXISTS (SELECT FROM fence)`;

/** A glance, not a census: past 100,000 the answer is "a lot". */
const backlog = `
  SELECT count(*)::int AS count, coalesce(extract(epoch FROM clock_timestamp() - min(occurred_at)) * 1000, 0)::float8 AS oldest_ms
  FROM (SELECT occurred_at FROM messaging.outbox WHERE lane = $1 LIMIT 100000) AS waiting`;

export class OutboxReader {
  constructor(
    private readonly connection: Connection,
    private readonly lane: LaneName,
    private readonly fence: Fence,
  ) {}

  async next(limits: { rows: number; bytes: number }): Promise<EventEnvelope[]> {
    const rows = await this.connection.query<OutboxRow>(
      next,
      [laneNumber[this.lane], limits.rows, limits.bytes, this.fence.name, this.fence.token],
      'next',
    );
    return rows.map((row) => this.envelope(row));
  }

  /** Removes what the bus has. False when the lease is no longer held; then nothing was removed. */
  async finish(envelopes: readonly EventEnvelope[]): Promise<boolean> {
    const sequences = envelopes.map(({ sequence }) => sequence.toString());
    const values = [laneNumber[this.lane], sequences, this.fence.name, this.fence.token];
    return (await this.connection.execute(finish, values, 'finish')) > 0;
  }

  async backlog(): Promise<{ count: number; oldestMs: number }> {
    const [row] = await this.connection.query<{ count: number; oldest_ms: number }>(backlog, [laneNumber[this.lane]]);
    return { count: row?.count ?? 0, oldestMs: row?.oldest_ms ?? 0 };
  }

  private envelope(row: OutboxRow): EventEnvelope {
    return {
      id: row.id,
      type: row.type,
      producer: row.producer,
      aggregateId: row.aggregate_id,
      tenantId: row.tenant_id,
      occurredAt: row.occurred_at,
      lane: this.lane === 'bulk' ? 'LANE_BULK' : 'LANE_INTERACTIVE',
      traceparent: row.traceparent,
      payload: row.payload,
      sequence: BigInt(row.sequence),
    };
  }
}
