import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import { SqlParameters, whereOf } from '../paging/sql-parameters';
import type { UserId } from '../users/user';
import { userScope } from '../users/user-filter.sql';
import type { GroupId } from './group';
import { groupScope } from './group.sql';

interface Membership {
  readonly user_id: UserId;
  readonly group_id: GroupId;
}

/** Who is in which group. Set-wise, for one user and for a thousand. Users and groups of different tenants never meet. */
@Injectable()
export class GroupMemberRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  /** The ids of each user's groups; a user without any is not in the map. */
  async groupsOf(scope: Scope, userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, readonly GroupId[]>> {
    const parameters = new SqlParameters();
    const where = [`m.user_id = ANY (${parameters.add(userIds, 'uuid[]')})`, ...userScope(scope, parameters)];
    const rows = await this.db.sql.query<Membership>(
      `SELECT m.user_id, m.group_id FROM group_member m JOIN vpn_user u ON u.id = m.user_id ${whereOf(where)}
       ORDER BY m.group_id`,
      parameters.values,
    );
    const groups = new Map<UserId, GroupId[]>();
    for (const { user_id, group_id } of rows) groups.set(user_id, [...(groups.get(user_id) ?? []), group_id]);
    return groups;
  }

  async add(userIds: readonly UserId[], groupIds: readonly GroupId[]): Promise<void> {
    if (userIds.length === 0 || groupIds.length === 0) return;
    await this.db.sql.execute(
      `INSERT INTO group_member (user_id, group_id, tenant_id)
       SELECT u.id, g.id, u.tenant_id FROM vpn_user u JOIN user_group g ON g.tenant_id = u.tenant_id
       WHERE u.id = ANY ($1::uuid[]) AND g.id = ANY ($2::uuid[])
       ON CONFLICT DO NOTHING`,
      [userIds, groupIds],
    );
  }

  async remove(userIds: readonly UserId[], groupIds: readonly GroupId[]): Promise<void> {
    await this.db.sql.execute(
      'DELETE FROM group_member WHERE user_id = ANY ($1::uuid[]) AND group_id = ANY ($2::uuid[])',
      [userIds, groupIds],
    );
  }

  /** Each of the users is in these groups from now on and in no other. */
  async replace(userIds: readonly UserId[], groupIds: readonly GroupId[]): Promise<void> {
    await this.db.sql.execute(
      'DELETE FROM group_member WHERE user_id = ANY ($1::uuid[]) AND NOT group_id = ANY ($2::uuid[])',
      [userIds, groupIds],
    );
    await this.add(userIds, groupIds);
  }

  /** How many users each group has; one without any is not in the map. */
  async counts(scope: Scope, groupIds: readonly GroupId[]): Promise<ReadonlyMap<GroupId, number>> {
    const parameters = new SqlParameters();
    const where = [`g.id = ANY (${parameters.add(groupIds, 'uuid[]')})`, ...groupScope(scope, parameters)];
    // Whoever sees only its own users counts only those.
    const mine =
      'tenantId' in scope && scope.ownedBy ? [`u.account_id = ${parameters.add(scope.ownedBy, 'uuid')}`] : [];
    const owner = mine.length > 0 ? 'JOIN vpn_user u ON u.id = m.user_id' : '';
    const rows = await this.db.sql.query<{ group_id: GroupId; count: bigint }>(
      `SELECT m.group_id, count(*) AS count FROM group_member m JOIN user_group g ON g.id = m.group_id ${owner}
       ${whereOf([...where, ...mine])} GROUP BY m.group_id`,
      parameters.values,
    );
    return new Map(rows.map(({ group_id, count }) => [group_id, Number(count)]));
  }
}
