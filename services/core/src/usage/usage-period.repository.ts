import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import { SqlParameters, whereOf } from '../paging/sql-parameters';
import type { UserId } from '../users/user';
import { userScope } from '../users/user-filter.sql';
import type { UsagePeriod } from './usage-period';

/** Of each user. A year of months. */
const most = 12;

interface PeriodRow extends UsagePeriod {
  readonly userId: UserId;
}

@Injectable()
export class UsagePeriodRepository {
  constructor(private readonly db: Database) {}

  /** The last of each user, the newest first; a user without any is not in the map. */
  async ofUsers(scope: Scope, userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, readonly UsagePeriod[]>> {
    const parameters = new SqlParameters();
    const where = whereOf([`u.id = ANY (${parameters.add(userIds, 'uuid[]')})`, ...userScope(scope, parameters)]);
    const rows = await this.db.sql.query<PeriodRow>(
      `SELECT u.id AS "userId", p.started_at AS "startedAt", p.ended_at AS "endedAt", p.used_bytes AS "usedBytes",
              p.limit_bytes AS "limitBytes"
       FROM vpn_user u CROSS JOIN LATERAL (
         SELECT * FROM usage_period WHERE user_id = u.id ORDER BY started_at DESC LIMIT ${most}
       ) AS p ${where} ORDER BY u.id, p.started_at DESC`,
      parameters.values,
    );
    const found = new Map<UserId, UsagePeriod[]>();
    for (const { userId, ...period } of rows) {
      const known = found.get(userId);
      if (known) known.push(period);
      else found.set(userId, [period]);
    }
    return found;
  }
}
