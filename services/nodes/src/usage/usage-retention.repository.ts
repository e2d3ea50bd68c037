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
