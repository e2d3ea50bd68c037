import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';

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

  /** Has the server told anew of all its users, as of a revision. */
  async tellAgain(serverId: string, revision: bigint): Promise<void> {
    await this.db.sql.execute('UPDATE served_user SET revision = $2 WHERE server_id = $1 AND present', [
      serverId,
      revision,
    ]);
  }
}
