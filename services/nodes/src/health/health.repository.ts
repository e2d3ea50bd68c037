import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { usualLookMs } from './health';
import type { HandshakeRow, HealthRow } from './health-record';

const columns = `server_id AS "serverId", state, score, bad_looks AS "badLooks", good_looks AS "goodLooks",
  good_since AS "goodSince", since, checked_at AS "checkedAt", reasons, told, revision`;

const ofServing = `FROM server_health h JOIN server s ON s.id = h.server_id
  WHERE s.state IN ('active', 'draining') AND h.checked_at IS NOT NULL`;

export interface Count {
  readonly word: string;
  readonly count: number;
}

@Injectable()
export class HealthRepository {
  constructor(private readonly db: Database) {}

  /** Servers whose agents were heard of once, and which nobody has begun to look at. */
  async begin(now: Date): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO server_health (server_id, state, score, bad_looks, good_looks, since, due_at)
       SELECT n.server_id, 'healthy', 100, 0, 0, $1, $1 FROM node n
       WHERE n.seen_at IS NOT NULL AND NOT EXISTS (SELECT FROM server_health h WHERE h.server_id = n.server_id)
       ON CONFLICT DO NOTHING`,
      [now],
    );
  }

  /** Has servers looked at now that were not since `since`; not those that somebody is looking at, whose turn is far away. */
  async hasten(serverIds: readonly string[], since: Date, now: Date): Promise<void> {
    await this.db.sql.execute(
      `UPDATE server_health SET due_at = $3
       WHERE server_id = ANY ($1::uuid[]) AND due_at > $3 AND due_at <= $4 AND checked_at < $2`,
      [serverIds, since, now, new Date(now.getTime() + usualLookMs)],
    );
  }

  /** Takes servers that are due, so that nobody else does until `again`. */
  claim(now: Date, again: Date, most: number): Promise<HealthRow[]> {
    return this.db.sql.query<HealthRow>(
      `UPDATE server_health SET due_at = $2 WHERE server_id IN (
         SELECT server_id FROM server_health WHERE due_at <= $1 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING ${columns}`,
      [now, again, most],
    );
  }

  async save(health: Omit<HealthRow, 'checkedAt'> & { readonly loadMilli: number }, now: Date, dueAt: Date) {
    const { serverId, state, score, badLooks, goodLooks, goodSince, since, reasons, told, revision } = health;
    await this.db.sql.execute(
      `UPDATE server_health SET state = $2, score = $3, bad_looks = $4, good_looks = $5, good_since = $6, since = $7,
         checked_at = $8, due_at = $9, reasons = $10::jsonb, told = $11, revision = $12, load_milli = $13
       WHERE server_id = $1`,
      [
        ...[serverId, state, score, badLooks, goodLooks, goodSince, since, now, dueAt],
        ...[JSON.stringify(reasons), told, revision, health.loadMilli],
      ],
    );
  }

  /** Of inbounds that are still there. */
  async saveHandshakes(rows: readonly HandshakeRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.db.sql.execute(
      `INSERT INTO inbound_health (inbound_id, server_id, failure, latency_ms, checked_at)
       SELECT g.inbound_id, g.server_id, g.failure, g.latency_ms, g.checked_at
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::timestamptz[])
         AS g (inbound_id, server_id, failure, latency_ms, checked_at) JOIN inbound i ON i.id = g.inbound_id
       ON CONFLICT (inbound_id) DO UPDATE SET failure = EXCLUDED.failure, checked_at = EXCLUDED.checked_at,
         latency_ms = CASE WHEN EXCLUDED.failure = '' THEN EXCLUDED.latency_ms ELSE inbound_health.latency_ms END`,
      [
        rows.map(({ inboundId }) => inboundId),
        rows.map(({ serverId }) => serverId),
        rows.map(({ failure }) => failure),
        rows.map(({ latencyMs }) => latencyMs),
        rows.map(({ checkedAt }) => checkedAt),
      ],
    );
  }

  /** Of those that were looked at. */
  findMany(serverIds: readonly string[]): Promise<HealthRow[]> {
    return this.db.sql.query<HealthRow>(
      `SELECT ${columns} FROM server_health WHERE server_id = ANY ($1::uuid[]) AND checked_at IS NOT NULL`,
      [serverIds],
    );
  }

  /** How many of the servers that are to carry somebody are in each state. */
  countByState(): Promise<Count[]> {
    return this.db.sql.query(`SELECT h.state AS word, count(*)::int AS count ${ofServing} GROUP BY h.state`);
  }

  /** How many of them each thing ails. */
  countByReason(): Promise<Count[]> {
    return this.db.sql.query(
      `SELECT reason ->> 'code' AS word, count(DISTINCT h.server_id)::int AS count
       FROM (SELECT h.* ${ofServing}) h, jsonb_array_elements(h.reasons) AS reason GROUP BY 1`,
    );
  }

  /** Of inbounds that are enabled, in the order of their tags. */
  handshakes(serverIds: readonly string[]): Promise<HandshakeRow[]> {
    return this.db.sql.query<HandshakeRow>(
      `SELECT h.inbound_id AS "inboundId", h.server_id AS "serverId", failure, latency_ms AS "latencyMs",
              checked_at AS "checkedAt"
       FROM inbound_health h JOIN inbound i ON i.id = h.inbound_id
       WHERE h.server_id = ANY ($1::uuid[]) AND i.enabled ORDER BY i.tag`,
      [serverIds],
    );
  }
}
