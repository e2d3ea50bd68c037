import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';

/** What grows with time and is not read any more. It is removed for all tenants, so there is no scope to take. */
@Injectable()
export class UsageRetentionRepository {
  constructor(private readonly db: Database) {}

  /** @returns how many there were, `most` at most */
  removeHours(before: Date, most: number): Promise<number> {
    return this.remove('usage_hour', 'starts_at', before, most);
  }

  /** @returns how many there were, `most` at most */
  removeBatches(before: Date, most: number): Promise<number> {
    return this.remove('usage_batch', 'recorded_at', before, most);
  }

  /** @returns how many there were, `most` at most */
  removeServerHours(before: Date, most: number): Promise<number> {
    return this.remove('server_hour', 'starts_at', before, most);
  }

  /**
   * Slots of users on servers that know that they are gone: nobody can come in by them. A user who is put there again
   * meanwhile waits, or is passed over.
   *
   * @param generation of the line of users
   * @returns how many there were, `most` at most
   */
  removeSlotsOfGone(generation: string, most: number): Promise<number> {
    return this.db.sql.execute(
      `DELETE FROM slot_lease WHERE ctid = ANY (ARRAY(
         SELECT l.ctid FROM slot_lease l
         JOIN served_user s ON s.server_id = l.server_id AND s.user_id = l.user_id AND NOT s.present
         JOIN node n ON n.server_id = l.server_id AND s.revision <= n.users_revision AND n.users_generation = $1
         LIMIT $2 FOR UPDATE OF l, s SKIP LOCKED))`,
      [generation, most],
    );
  }

  /** Passes over what another replica is removing. */
  private remove(
    table: 'usage_hour' | 'usage_batch' | 'server_hour',
    column: 'starts_at' | 'recorded_at',
    before: Date,
    most: number,
  ): Promise<number> {
    return this.db.sql.execute(
      `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM ${table} WHERE ${column} < $1 LIMIT $2 FOR UPDATE SKIP LOCKED))`,
      [before, most],
    );
  }
}
