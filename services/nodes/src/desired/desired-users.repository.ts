import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';

export interface ServedRow {
  readonly userId: string;
  readonly present: boolean;
}

/** Who belongs on a server, and what of that has changed. */
@Injectable()
export class DesiredUsersRepository {
  constructor(private readonly db: Database) {}

  /** What has changed behind one revision, up to another. */
  changes(serverId: string, after: bigint, until: bigint): Promise<ServedRow[]> {
    return this.db.sql.query<ServedRow>(
      `SELECT user_id AS "userId", present FROM served_user
       WHERE server_id = $1 AND revision > $2 AND revision <= $3 ORDER BY revision, user_id`,
      [serverId, after, until],
    );
  }

  everybody(serverId: string): Promise<ServedRow[]> {
    return this.db.sql.query<ServedRow>(
      'SELECT user_id AS "userId", present FROM served_user WHERE server_id = $1 AND present ORDER BY user_id',
      [serverId],
    );
  }
}
