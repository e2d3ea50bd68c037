import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';

/** Of whom, and where. */
export interface LeaseOf {
  readonly userId: string;
  readonly serverId: string;
}

export interface AskedBack extends LeaseOf {
  readonly returnsToBytes: bigint;
}

/** Leases that servers were asked to give some of back. For transactions that have locked the users' accounts. */
@Injectable()
export class LeaseReturnRepository {
  constructor(private readonly db: Database) {}

  async ask(leases: readonly AskedBack[]): Promise<void> {
    await this.db.sql.execute(
      `UPDATE quota_lease l SET returns_to_bytes = g.bytes, returned_charged_bytes = NULL
       FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS g (user_id, server_id, bytes)
       WHERE l.user_id = g.user_id AND l.server_id = g.server_id`,
      [...keysOf(leases), leases.map(({ returnsToBytes }) => returnsToBytes)],
    );
  }

  /** Those of the users who belong on the server. */
  async served(serverId: string, userIds: readonly string[]): Promise<string[]> {
    const rows = await this.db.sql.query<{ userId: string }>(
      'SELECT user_id AS "userId" FROM served_user WHERE server_id = $1 AND user_id = ANY ($2::uuid[]) AND present',
      [serverId, userIds],
    );
    return rows.map(({ userId }) => userId);
  }

  /** A server goes no further than it was asked to, and had charged so much by then. */
  async taken(serverId: string, epoch: bigint, told: readonly { userId: string; until: bigint; charged: bigint }[]) {
    await this.db.sql.execute(
      `UPDATE quota_lease l SET returned_charged_bytes = g.charged
       FROM unnest($3::uuid[], $4::bigint[], $5::bigint[]) AS g (user_id, until, charged)
       WHERE l.user_id = g.user_id AND l.server_id = $1 AND l.epoch = $2 AND l.returns_to_bytes = g.until`,
      [
        ...[serverId, epoch, told.map(({ userId }) => userId)],
        told.map(({ until }) => BigInt.asIntN(64, until)),
        told.map(({ charged }) => BigInt.asIntN(64, charged)),
      ],
    );
  }

  /**
   * Ends leases where their servers have taken them to end; what one had charged by then stays leased until it is in the books.
   * A server that crashed before it stored what it has said would not know of it: it must have the user as it was told, too.
   *
   * @param generation of the line of users
   */
  async end(userIds: readonly string[], generation: string): Promise<void> {
    await this.db.sql.execute(
      `UPDATE quota_lease l
       SET until_bytes = least(until_bytes, greatest(returns_to_bytes, returned_charged_bytes)), returns_to_bytes = NULL,
           returned_charged_bytes = NULL
       FROM served_user s, node n
       WHERE l.user_id = ANY ($1::uuid[]) AND returned_charged_bytes IS NOT NULL
         AND s.server_id = l.server_id AND s.user_id = l.user_id AND n.server_id = l.server_id
         AND s.revision <= n.users_revision AND n.users_generation = $2`,
      [userIds, generation],
    );
  }

  /** Has servers told anew of users, as of a revision. */
  async tellAgain(leases: readonly LeaseOf[], revision: bigint): Promise<void> {
    await this.db.sql.execute(
      `UPDATE served_user s SET revision = $3 FROM unnest($1::uuid[], $2::uuid[]) AS g (user_id, server_id)
       WHERE s.server_id = g.server_id AND s.user_id = g.user_id AND s.present`,
      [...keysOf(leases), revision],
    );
  }
}

function keysOf(leases: readonly LeaseOf[]) {
  return [leases.map(({ userId }) => userId), leases.map(({ serverId }) => serverId)];
}
