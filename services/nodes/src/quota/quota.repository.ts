import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Lease } from './lease';

export interface LeaseRow extends Lease {
  readonly userId: string;
  readonly serverId: string;
}

export interface LimitedUser {
  readonly userId: string;
  readonly limitBytes: bigint;
  readonly consumedBytes: bigint;
  /** Servers the user belongs on. */
  readonly servers: number;
}

/** Quota accounts and the leases given out of them. Accounts are locked in the order of their ids. */
@Injectable()
export class QuotaRepository {
  constructor(private readonly db: Database) {}

  /** Opens accounts for the users' current periods, locks them, and answers with those of users that have a limit. */
  async lockLimited(userIds: readonly string[]): Promise<LimitedUser[]> {
    await this.openAccounts(userIds);
    return this.db.sql.query<LimitedUser>(
      `SELECT u.id AS "userId", u.limit_bytes AS "limitBytes", a.consumed_bytes AS "consumedBytes",
              (SELECT count(*) FROM served_user s WHERE s.user_id = u.id AND s.present)::int AS servers
       FROM quota_account a JOIN known_user u ON u.id = a.user_id
       WHERE a.user_id = ANY ($1::uuid[]) AND u.limit_bytes IS NOT NULL ORDER BY a.user_id FOR UPDATE OF a`,
      [userIds],
    );
  }

  /** Opens accounts for the users' current periods and locks them. */
  async lockAccounts(userIds: readonly string[]): Promise<void> {
    await this.openAccounts(userIds);
    await this.db.sql.query(
      'SELECT user_id FROM quota_account WHERE user_id = ANY ($1::uuid[]) ORDER BY user_id FOR NO KEY UPDATE',
      [userIds],
    );
  }

  async leases(userIds: readonly string[]): Promise<LeaseRow[]> {
    const rows = await this.db.sql.query<Omit<LeaseRow, 'returnsToBytes'> & { returnsToBytes: bigint | null }>(
      `SELECT user_id AS "userId", server_id AS "serverId", until_bytes AS "untilBytes", charged_bytes AS "chargedBytes",
              returns_to_bytes AS "returnsToBytes"
       FROM quota_lease WHERE user_id = ANY ($1::uuid[])`,
      [userIds],
    );
    return rows.map((row) => ({ ...row, returnsToBytes: row.returnsToBytes ?? undefined }));
  }

  async grant(
    serverId: string,
    epoch: bigint,
    leases: readonly { userId: string; untilBytes: bigint }[],
  ): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO quota_lease AS lease (server_id, epoch, user_id, until_bytes, charged_bytes)
       SELECT $1::uuid, $2::bigint, user_id, until_bytes, 0 FROM unnest($3::uuid[], $4::bigint[]) AS g (user_id, until_bytes)
       ON CONFLICT (user_id, server_id, epoch) DO UPDATE SET until_bytes = greatest(lease.until_bytes, EXCLUDED.until_bytes)`,
      [serverId, epoch, leases.map(({ userId }) => userId), leases.map(({ untilBytes }) => untilBytes)],
    );
  }

  /** What a server has charged so far, which only grows. Of everybody: who has no limit today may have one tomorrow. */
  async noteCharges(serverId: string, epoch: bigint, charges: readonly { userId: string; chargedBytes: bigint }[]) {
    await this.db.sql.execute(
      `WITH given AS MATERIALIZED (
         SELECT * FROM unnest($3::uuid[], $4::bigint[]) AS c (user_id, charged_bytes)
       ), noted AS (
         UPDATE quota_lease AS lease SET charged_bytes = greatest(lease.charged_bytes, given.charged_bytes)
         FROM given WHERE lease.user_id = given.user_id AND lease.server_id = $1 AND lease.epoch = $2
         RETURNING lease.user_id
       )
       INSERT INTO quota_lease AS lease (server_id, epoch, user_id, until_bytes, charged_bytes)
       SELECT $1::uuid, $2::bigint, user_id, 0, charged_bytes FROM given
       WHERE user_id NOT IN (SELECT user_id FROM noted) ORDER BY user_id
       ON CONFLICT (user_id, server_id, epoch)
         DO UPDATE SET charged_bytes = greatest(lease.charged_bytes, EXCLUDED.charged_bytes)`,
      [serverId, epoch, charges.map(({ userId }) => userId), charges.map(({ chargedBytes }) => chargedBytes)],
    );
  }

  /** Adds what flowed in the period the account is of; what flowed before belongs to an account that is closed. */
  async consume(items: readonly { userId: string; flowedAt: Date; chargedBytes: bigint }[]): Promise<void> {
    await this.openAccounts(items.map(({ userId }) => userId));
    await this.db.sql.execute(
      `WITH locked AS MATERIALIZED (
         SELECT user_id, period_started_at FROM quota_account WHERE user_id = ANY ($1::uuid[])
         ORDER BY user_id FOR NO KEY UPDATE
       ), used AS (
         SELECT a.user_id, sum(i.bytes) AS bytes
         FROM unnest($1::uuid[], $2::timestamptz[], $3::bigint[]) AS i (user_id, flowed_at, bytes)
         JOIN locked a ON a.user_id = i.user_id AND i.flowed_at >= a.period_started_at GROUP BY a.user_id
       )
       UPDATE quota_account AS account SET consumed_bytes = account.consumed_bytes + used.bytes
       FROM used WHERE account.user_id = used.user_id`,
      [
        items.map(({ userId }) => userId),
        items.map(({ flowedAt }) => flowedAt),
        items.map(({ chargedBytes }) => chargedBytes),
      ],
    );
  }

  /** An engine that counts anew has forgotten what it was given, and what it used of it since its last report. */
  async dropOtherEpochs(serverId: string, epoch: bigint): Promise<void> {
    await this.db.sql.execute('DELETE FROM quota_lease WHERE server_id = $1 AND epoch <> $2', [serverId, epoch]);
  }

  private async openAccounts(userIds: readonly string[]): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO quota_account AS account (user_id, period_started_at, consumed_bytes)
       SELECT u.id, coalesce(u.period_started_at, '-infinity'), 0
       FROM known_user u LEFT JOIN quota_account a ON a.user_id = u.id
       WHERE u.id = ANY ($1::uuid[])
         AND (a.user_id IS NULL OR a.period_started_at < coalesce(u.period_started_at, '-infinity')) ORDER BY u.id
       ON CONFLICT (user_id) DO UPDATE SET period_started_at = EXCLUDED.period_started_at, consumed_bytes = 0
       WHERE account.period_started_at < EXCLUDED.period_started_at`,
      [userIds],
    );
  }
}
