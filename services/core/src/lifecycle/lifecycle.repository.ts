import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { PrismaClient } from '../generated/prisma/client';
import type { User, UserId } from '../users/user';
import { userDue } from './user-due.sql';
import type { ClosedPeriod } from './user-upkeep';

/** What somebody used in a period that was over when it was told. */
export interface LateUsage {
  readonly user: User;
  /** When it flowed. */
  readonly at: Date;
  readonly bytes: bigint;
  /** The period it most likely flowed in, should none be on record. */
  readonly period: { readonly start: Date; readonly end: Date };
}

/** Time and traffic come over users of all tenants alike, so there is no scope to take. */
@Injectable()
export class LifecycleRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** Locks some of those to whom something is due, passing over whom another replica is busy with. */
  async lockDue(now: Date, limit: number): Promise<UserId[]> {
    const rows = await this.db.sql.query<{ id: UserId }>(
      `SELECT u.id FROM vpn_user u WHERE ${userDue} <= $1 ORDER BY ${userDue} LIMIT $2 FOR UPDATE OF u SKIP LOCKED`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Locks users in the order of their ids. To be read in a statement of its own: one that waits for a lock sees the
   * traffic as it was before it waited.
   */
  async lock(ids: readonly string[]): Promise<void> {
    await this.db.sql.query('SELECT FROM vpn_user WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
  }

  /** Stores the traffic of users the caller has locked. */
  async saveTraffic(users: readonly User[]): Promise<void> {
    if (users.length === 0) return;
    await this.db.sql.execute(
      `UPDATE user_traffic t SET used_bytes = n.used, lifetime_used_bytes = n.lifetime, last_online_at = n.online
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::timestamptz[]) AS n(id, used, lifetime, online)
       WHERE t.user_id = n.id`,
      [
        users.map(({ id }) => id),
        users.map(({ usedBytes }) => usedBytes),
        users.map(({ lifetimeUsedBytes }) => lifetimeUsedBytes),
        users.map(({ lastOnlineAt }) => lastOnlineAt),
      ],
    );
  }

  async addPeriods(closed: readonly { readonly user: User; readonly period: ClosedPeriod }[]): Promise<void> {
    if (closed.length === 0) return;
    await this.db.sql.execute(
      `INSERT INTO usage_period (user_id, tenant_id, started_at, ended_at, used_bytes, limit_bytes)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::bigint[], $6::bigint[])
       ON CONFLICT (user_id, started_at) DO UPDATE
         SET used_bytes = usage_period.used_bytes + excluded.used_bytes,
             ended_at = GREATEST(usage_period.ended_at, excluded.ended_at)`,
      [
        closed.map(({ user }) => user.id),
        closed.map(({ user }) => user.tenantId),
        closed.map(({ period }) => period.startedAt),
        closed.map(({ period }) => period.endedAt),
        closed.map(({ period }) => period.usedBytes),
        closed.map(({ period }) => period.limitBytes),
      ],
    );
  }

  /** Adds to the period on record that holds the instant, or puts one on record. */
  async addLate({ user, at, bytes, period }: LateUsage): Promise<void> {
    const added = await this.db.sql.execute(
      `UPDATE usage_period SET used_bytes = used_bytes + $3 WHERE (user_id, started_at) = (
         SELECT user_id, started_at FROM usage_period
         WHERE user_id = $1 AND started_at <= $2 AND ended_at > $2 ORDER BY started_at DESC LIMIT 1
       )`,
      [user.id, at, bytes],
    );
    if (added > 0) return;
    const { start: startedAt, end: endedAt } = period;
    await this.addPeriods([{ user, period: { startedAt, endedAt, usedBytes: bytes, limitBytes: user.limitBytes } }]);
  }

  /** What `userId` used in the last periods that are over, the last one first. */
  async periods(userId: UserId, limit: number): Promise<ClosedPeriod[]> {
    return this.db.sql.query<ClosedPeriod>(
      `SELECT started_at AS "startedAt", ended_at AS "endedAt", used_bytes AS "usedBytes", limit_bytes AS "limitBytes"
       FROM usage_period WHERE user_id = $1 ORDER BY started_at DESC LIMIT $2`,
      [userId, limit],
    );
  }

  async forgetPeriods(endedBefore: Date): Promise<void> {
    await this.db.sql.execute('DELETE FROM usage_period WHERE ended_at < $1', [endedBefore]);
  }
}
