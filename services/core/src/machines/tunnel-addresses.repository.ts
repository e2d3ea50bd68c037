import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { UserId } from '../users/user';

/** Which inbounds of WireGuard users have. */
@Injectable()
export class TunnelAddressesRepository {
  constructor(private readonly db: Database) {}

  /** Of users the caller has been shown. */
  async inboundsOf(userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, ReadonlySet<string>>> {
    const rows = await this.db.sql.query<{ userId: UserId; inboundIds: string[] }>(
      `SELECT m.user_id AS "userId", array_agg(DISTINCT i.id) AS "inboundIds"
       FROM group_member m JOIN user_group g ON g.id = m.group_id
       JOIN projected_inbound i ON i.id = ANY (g.inbound_ids) AND i.protocol = 'WIREGUARD' AND NOT i.removed
       WHERE m.user_id = ANY ($1::uuid[]) GROUP BY m.user_id`,
      [userIds],
    );
    return new Map(rows.map(({ userId, inboundIds }) => [userId, new Set(inboundIds)]));
  }
}
