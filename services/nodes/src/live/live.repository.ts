import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';

export interface Reachable {
  readonly serverId: string;
  /** Its agent has a stream that was heard of lately. */
  readonly connected: boolean;
}

@Injectable()
export class LiveRepository {
  constructor(private readonly db: Database) {}

  /** The servers a user is, or was, served on and whose engines have been heard of since. */
  serversOf(userId: string, heardAfter: Date): Promise<Reachable[]> {
    return this.db.sql.query(
      `SELECT n.server_id AS "serverId", n.session_id IS NOT NULL AND n.seen_at > $2 AS connected
       FROM served_user s JOIN node n ON n.server_id = s.server_id
       WHERE s.user_id = $1 AND n.seen_at IS NOT NULL AND (s.present OR n.session_id IS NOT NULL)`,
      [userId, heardAfter],
    );
  }

  /** Those of the servers whose agents have a stream that was heard of lately. */
  async connected(serverIds: readonly string[], heardAfter: Date): Promise<string[]> {
    const rows = await this.db.sql.query<{ serverId: string }>(
      `SELECT server_id AS "serverId" FROM node
       WHERE server_id = ANY ($1::uuid[]) AND session_id IS NOT NULL AND seen_at > $2`,
      [serverIds, heardAfter],
    );
    return rows.map(({ serverId }) => serverId);
  }
}
