import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { GroupId } from '../groups/group';
import { groupScope } from '../groups/group.sql';
import { SqlParameters, whereOf } from '../paging/sql-parameters';

interface Mention {
  readonly inboundId: string;
  readonly groupId: GroupId;
}

/** Which groups give an inbound to their users. */
@Injectable()
export class InboundGroupsRepository {
  constructor(private readonly db: Database) {}

  /** By group's name. */
  groupsOf(scope: Scope, inboundIds: readonly string[]): Promise<Mention[]> {
    const parameters = new SqlParameters();
    const wanted = parameters.add(inboundIds, 'uuid[]');
    const where = [`g.inbound_ids && ${wanted}`, `named.id = ANY (${wanted})`, ...groupScope(scope, parameters)];
    return this.db.sql.query<Mention>(
      `SELECT named.id AS "inboundId", g.id AS "groupId"
       FROM user_group g CROSS JOIN LATERAL unnest(g.inbound_ids) AS named(id)
       ${whereOf(where)} ORDER BY g.name_key, g.id`,
      parameters.values,
    );
  }
}
