import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';

/** What an agent has told of itself and its engine. */
export interface NodeReport {
  readonly agentVersion?: string;
  readonly engineVersion?: string;
  /** Agent and engine know how to divide inbounds over several processes. */
  readonly takesInstances?: boolean;
  readonly engineHealthy?: boolean;
  readonly users?: number;
  readonly sessions?: number;
  /** Since the engine's process began. */
  readonly sessionsAccepted?: number;
  readonly sessionsRefused?: number;
  readonly engineStartedAt?: string;
  readonly clockSkewMs?: number;
  readonly certificateIssuedAt?: string;
  readonly certificateExpiresAt?: string;
  readonly loadOneMinute?: number;
  readonly memoryBytes?: number;
  readonly memoryFreeBytes?: number;
  readonly processors?: number;
  readonly processorsUsedMilli?: number;
  readonly uplinkBytesPerSecond?: number;
  readonly downlinkBytesPerSecond?: number;
}

export interface NodeRow {
  readonly serverId: ServerId;
  readonly sessionId: string | null;
  readonly seenAt: Date | null;
  readonly configHash: string;
  readonly wantedConfigHash: string;
  readonly usersRevision: bigint;
  readonly problem: string;
  readonly report: NodeReport;
}

/** Where each node stands. Only the stream that counts may write: an older one finds its session replaced. */
@Injectable()
export class NodeRepository {
  constructor(private readonly db: Database) {}

  /** Makes a stream the one that counts. */
  async begin(serverId: ServerId, sessionId: string, epoch: bigint, now: Date): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO node (server_id, session_id, seen_at, engine_epoch) VALUES ($1, $2, $3, $4)
       ON CONFLICT (server_id) DO UPDATE SET session_id = EXCLUDED.session_id, seen_at = EXCLUDED.seen_at,
         engine_epoch = EXCLUDED.engine_epoch`,
      [serverId, sessionId, now, epoch],
    );
  }

  async end(serverId: ServerId, sessionId: string): Promise<void> {
    await this.db.sql.execute('UPDATE node SET session_id = NULL WHERE server_id = $1 AND session_id = $2', [
      serverId,
      sessionId,
    ]);
  }

  /** False when another stream counts now. */
  async seen(serverId: ServerId, sessionId: string, report: NodeReport, now: Date): Promise<boolean> {
    const count = await this.db.sql.execute(
      'UPDATE node SET seen_at = $3, report = report || $4::jsonb WHERE server_id = $1 AND session_id = $2',
      [serverId, sessionId, now, JSON.stringify(report)],
    );
    return count === 1;
  }

  async configured(
    serverId: ServerId,
    sessionId: string,
    hashes: { wanted: string; applied: string },
    problem: string,
  ) {
    await this.db.sql.execute(
      `UPDATE node SET wanted_config_hash = $3, config_hash = $4, problem = $5 WHERE server_id = $1 AND session_id = $2`,
      [serverId, sessionId, hashes.wanted, hashes.applied, problem],
    );
  }

  async usersApplied(serverId: ServerId, sessionId: string, generation: string, revision: bigint): Promise<void> {
    await this.db.sql.execute(
      'UPDATE node SET users_generation = $3, users_revision = $4 WHERE server_id = $1 AND session_id = $2',
      [serverId, sessionId, generation, revision],
    );
  }

  async reachesPrivate(serverId: ServerId): Promise<boolean> {
    const [row] = await this.db.sql.query<{ allowed: boolean }>(
      'SELECT reaches_private AS allowed FROM node WHERE server_id = $1',
      [serverId],
    );
    return row?.allowed ?? false;
  }

  async allowPrivate(serverId: ServerId): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO node (server_id, reaches_private) VALUES ($1, true)
       ON CONFLICT (server_id) DO UPDATE SET reaches_private = true`,
      [serverId],
    );
  }

  findMany(serverIds: readonly string[]): Promise<NodeRow[]> {
    return this.db.sql.query<NodeRow>(
      `SELECT server_id AS "serverId", session_id AS "sessionId", seen_at AS "seenAt", config_hash AS "configHash",
              wanted_config_hash AS "wantedConfigHash", users_revision AS "usersRevision", problem, report
       FROM node WHERE server_id = ANY ($1::uuid[]) AND seen_at IS NOT NULL`,
      [serverIds],
    );
  }
}
