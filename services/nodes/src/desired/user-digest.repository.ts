import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Bucket } from './user-digest';

/** Rows of one statement. */
const chunkRows = 5_000;

/** What each user came to when its servers were last told of it. */
@Injectable()
export class UserDigestRepository {
  constructor(private readonly db: Database) {}

  /** @param told by user; undefined for one that the server does not have any more */
  async save(serverId: string, told: ReadonlyMap<string, bigint | undefined>): Promise<void> {
    const rows = [...told];
    for (let start = 0; start < rows.length; start += chunkRows) {
      const some = rows.slice(start, start + chunkRows);
      await this.db.sql.execute(
        `UPDATE served_user s SET digest = g.digest FROM unnest($2::uuid[], $3::bigint[]) AS g (user_id, digest)
         WHERE s.server_id = $1 AND s.user_id = g.user_id AND s.digest IS DISTINCT FROM g.digest`,
        [
          serverId,
          some.map(([userId]) => userId),
          some.map(([, digest]) => (digest === undefined ? null : BigInt.asIntN(64, digest))),
        ],
      );
    }
  }

  /** Behind a snapshot, who is not in it is not on the server. */
  async forgetOthers(serverId: string, userIds: readonly string[]): Promise<void> {
    await this.db.sql.execute(
      `UPDATE served_user SET digest = NULL
       WHERE server_id = $1 AND digest IS NOT NULL AND NOT user_id = ANY ($2::uuid[])`,
      [serverId, userIds],
    );
  }

  async buckets(serverId: string): Promise<Bucket[]> {
    const rows = await this.db.sql.query<{ number: number; users: number; digest: bigint }>(
      `SELECT get_byte(uuid_send(user_id), 15) AS number, count(*)::int AS users, bit_xor(digest) AS digest
       FROM served_user WHERE server_id = $1 AND digest IS NOT NULL GROUP BY 1`,
      [serverId],
    );
    return rows.map((row) => ({ ...row, digest: BigInt.asUintN(64, row.digest) }));
  }

  /** Of the users of some buckets. */
  async within(serverId: string, buckets: readonly number[]): Promise<ReadonlyMap<string, bigint>> {
    const rows = await this.db.sql.query<{ userId: string; digest: bigint }>(
      `SELECT user_id AS "userId", digest FROM served_user
       WHERE server_id = $1 AND digest IS NOT NULL AND get_byte(uuid_send(user_id), 15) = ANY ($2::int[])`,
      [serverId, buckets],
    );
    return new Map(rows.map(({ userId, digest }) => [userId, BigInt.asUintN(64, digest)]));
  }

  /** Has a server told anew of users, as of a revision. Of whom it should not have, that they are gone. */
  async tellAgain(serverId: string, userIds: readonly string[], revision: bigint): Promise<void> {
    await this.db.sql.execute(
      `INSERT INTO served_user (server_id, user_id, present, revision)
       SELECT $1::uuid, user_id, false, $3 FROM unnest($2::uuid[]) AS g (user_id)
       ON CONFLICT (server_id, user_id) DO UPDATE SET revision = EXCLUDED.revision`,
      [serverId, userIds, revision],
    );
  }
}
