import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { ServerInRollout } from '../configurations/configuration.errors';
import type { ServerId } from '../servers/server';
import type { RolloutId, RolloutServer } from './rollout';
import type { WatchedServer } from './watched-server';

const columns = `
  s.rollout_id AS "rolloutId", s.server_id AS "serverId", s.position, s.stage, s.live, s.state, s.cause,
  s.version_id AS "versionId", s.previous_version_id AS "previousVersionId", s.given_at AS "givenAt",
  s.applied_at AS "appliedAt", s.failing_since AS "failingSince", s.config_hash AS "configHash",
  s.config_hash_before AS "configHashBefore", s.accepted_before AS "acceptedBefore", s.refused_before AS "refusedBefore",
  s.accepted_rate_before AS "acceptedRateBefore", s.handshakes_before AS "handshakesBefore"`;

/** How rollouts go on their servers. */
@Injectable()
export class RolloutServerRepository {
  constructor(private readonly db: Database) {}

  /** Throws `ServerInRollout` when one of them takes part in another already. */
  async insert(rolloutId: RolloutId, servers: readonly { readonly serverId: ServerId; readonly stage: number }[]) {
    const ids = servers.map(({ serverId }) => serverId);
    const inserted = await this.db.sql.execute(
      `INSERT INTO rollout_server (rollout_id, server_id, position, stage, live, state, cause, config_hash,
         config_hash_before, accepted_before, refused_before, accepted_rate_before)
       SELECT $1, s.id, s.n - 1, s.stage, true, 'waiting', '', '', '', 0, 0, 0
       FROM unnest($2::uuid[], $3::int[]) WITH ORDINALITY AS s (id, stage, n)
       ON CONFLICT DO NOTHING`,
      [rolloutId, ids, servers.map(({ stage }) => stage)],
    );
    if (inserted === ids.length) return;
    const [other] = await this.db.sql.query<{ rolloutId: string; serverId: string }>(
      `SELECT rollout_id AS "rolloutId", server_id AS "serverId" FROM rollout_server
       WHERE server_id = ANY ($1::uuid[]) AND live AND rollout_id <> $2`,
      [ids, rolloutId],
    );
    throw new ServerInRollout(other?.serverId ?? '', other?.rolloutId ?? '');
  }

  /** In their order. */
  async of(rolloutIds: readonly RolloutId[]): Promise<RolloutServer[]> {
    return this.db.sql.query<RolloutServer>(
      `SELECT ${columns} FROM rollout_server s WHERE s.rollout_id = ANY ($1::uuid[]) ORDER BY s.rollout_id, s.position`,
      [rolloutIds],
    );
  }

  /** In their order. */
  watch(rolloutId: RolloutId): Promise<WatchedServer[]> {
    return this.db.sql.query<WatchedServer>(
      `SELECT ${columns}, n.seen_at AS "seenAt",
              coalesce(n.config_hash, '') AS "appliedHash", coalesce(n.wanted_config_hash, '') AS "wantedHash",
              coalesce(n.problem, '') AS problem, coalesce(n.report, '{}') AS report,
              coalesce((SELECT jsonb_agg(jsonb_build_object(
                  'inboundId', h.inbound_id, 'failure', h.failure, 'checkedAt', h.checked_at))
                FROM inbound_health h JOIN inbound i ON i.id = h.inbound_id AND i.enabled
                WHERE h.server_id = s.server_id), '[]') AS handshakes
       FROM rollout_server s LEFT JOIN node n ON n.server_id = s.server_id
       WHERE s.rollout_id = $1 ORDER BY s.position`,
      [rolloutId],
    );
  }

  async save(server: RolloutServer): Promise<void> {
    const { rolloutId, serverId, live, state, cause, versionId, previousVersionId, givenAt } = server;
    await this.db.sql.execute(
      `UPDATE rollout_server SET live = $3, state = $4, cause = $5, version_id = $6, previous_version_id = $7,
         given_at = $8, applied_at = $9, failing_since = $10, config_hash = $11, config_hash_before = $12,
         accepted_before = $13, refused_before = $14, accepted_rate_before = $15, handshakes_before = $16::jsonb
       WHERE rollout_id = $1 AND server_id = $2`,
      [
        ...[rolloutId, serverId, live, state, cause, versionId, previousVersionId, givenAt, server.appliedAt],
        ...[server.failingSince, server.configHash, server.configHashBefore],
        ...[server.acceptedBefore, server.refusedBefore, server.acceptedRateBefore],
        server.handshakesBefore && JSON.stringify(server.handshakesBefore),
      ],
    );
  }

  /** It is over: its servers may be changed, and take part in others. */
  async release(rolloutId: RolloutId): Promise<void> {
    await this.db.sql.execute('UPDATE rollout_server SET live = false WHERE rollout_id = $1', [rolloutId]);
  }
}
