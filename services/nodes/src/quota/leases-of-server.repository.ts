import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';

const ofGone = `
  SELECT l.user_id FROM quota_lease l JOIN served_user s ON s.server_id = l.server_id AND s.user_id = l.user_id
  WHERE l.server_id = $1 AND NOT s.present AND s.revision <= $2`;

/** All that one server was leased, of whomever. */
@Injectable()
export class LeasesOfServerRepository {
  constructor(private readonly db: Database) {}

  /** Of how many users there are any. */
  async lockAccounts(serverId: string): Promise<number> {
    const rows = await this.db.sql.query(
      `SELECT user_id FROM quota_account
       WHERE user_id IN (SELECT user_id FROM quota_lease WHERE server_id = $1
                         UNION SELECT user_id FROM slot_lease WHERE server_id = $1)
       ORDER BY user_id FOR NO KEY UPDATE`,
      [serverId],
    );
    return rows.length;
  }

  /** How far its counters had come is remembered: they go on from there, should it come back. */
  async writeOff(serverId: string): Promise<void> {
    await this.db.sql.execute(
      `UPDATE quota_lease SET until_bytes = least(until_bytes, charged_bytes), returns_to_bytes = NULL,
              returned_charged_bytes = NULL WHERE server_id = $1`,
      [serverId],
    );
    await this.db.sql.execute('DELETE FROM slot_lease WHERE server_id = $1', [serverId]);
  }

  /** For a transaction that nobody can grant the server a lease of these beside. */
  async drop(serverId: string, epoch: bigint, userIds: readonly string[]): Promise<void> {
    if (userIds.length === 0) return;
    await this.db.sql.query(
      'SELECT user_id FROM quota_account WHERE user_id = ANY ($1::uuid[]) ORDER BY user_id FOR NO KEY UPDATE',
      [userIds],
    );
    await this.db.sql.execute(
      'DELETE FROM quota_lease WHERE server_id = $1 AND epoch = $2 AND user_id = ANY ($3::uuid[])',
      [serverId, epoch, userIds],
    );
  }

  /** @param revision up to which the server has its users as it was told */
  async lockAccountsOfGone(serverId: string, revision: bigint): Promise<void> {
    await this.db.sql.query(
      `SELECT user_id FROM quota_account WHERE user_id IN (${ofGone}) ORDER BY user_id FOR NO KEY UPDATE`,
      [serverId, revision],
    );
  }

  /** For a transaction that has locked the accounts. */
  async dropOfGone(serverId: string, epoch: bigint, revision: bigint, but: readonly string[]): Promise<void> {
    await this.db.sql.execute(
      `DELETE FROM quota_lease WHERE server_id = $1 AND epoch = $3 AND user_id IN (${ofGone})
         AND user_id <> ALL ($4::uuid[])`,
      [serverId, revision, epoch, but],
    );
  }

  /** Has the server told anew of all its users, as of a revision. */
  async tellAgain(serverId: string, revision: bigint): Promise<void> {
    await this.db.sql.execute('UPDATE served_user SET revision = $2 WHERE server_id = $1 AND present', [
      serverId,
      revision,
    ]);
  }
}
