import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope, TenantId } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { Placed } from '../paging/connection';
import { keysetOf } from '../paging/keyset.sql';
import type { Page } from '../paging/page';
import { SqlParameters, whereOf } from '../paging/sql-parameters';
import { folded } from '../users/search';
import type { UserId } from '../users/user';
import { userScope } from '../users/user-filter.sql';
import type { Group, GroupId } from './group';
import { GroupNameTaken, GroupNotFound } from './group.errors';
import { groupScope } from './group.sql';

interface GroupRow {
  id: GroupId;
  tenant_id: TenantId;
  name: string;
  inbound_ids: string[];
  is_default: boolean;
  created_at: Date;
  updated_at: Date;
  revision: bigint;
}

const columns = 'g.id, g.tenant_id, g.name, g.inbound_ids, g.is_default, g.created_at, g.updated_at, g.revision';
const uniqueViolation = '23505';

@Injectable()
export class GroupRepository {
  constructor(private readonly db: Database<PrismaClient>) {}

  async insert(group: Group): Promise<void> {
    const data = { ...group, inboundIds: [...group.inboundIds], nameKey: folded(group.name) };
    const { count } = await this.db.client.group.createMany({ data, skipDuplicates: true });
    if (count === 0) throw new GroupNameTaken(group.name);
  }

  async find(scope: Scope, id: GroupId): Promise<Group> {
    const [group] = await this.findMany(scope, [id]);
    if (!group) throw new GroupNotFound(id);
    return group;
  }

  findMany(scope: Scope, ids: readonly GroupId[]): Promise<Group[]> {
    return this.read(scope, ids);
  }

  async lock(scope: Scope, id: GroupId): Promise<Group> {
    const [group] = await this.read(scope, [id], 'FOR UPDATE OF g');
    if (!group) throw new GroupNotFound(id);
    return group;
  }

  async page(scope: Scope, search: string, page: Page): Promise<Placed<Group>[]> {
    const parameters = new SqlParameters();
    const { keys, where, orderBy, limit } = keysetOf(page, parameters);
    const conditions = [...this.conditions(scope, search, parameters), ...where];
    const rows = await this.db.sql.query<GroupRow & { keys: string[] }>(
      `SELECT ${columns}, ${keys} FROM user_group g ${whereOf(conditions)} ${orderBy} ${limit}`,
      parameters.values,
    );
    return rows.map((row) => ({ row: fromRow(row), keys: row.keys }));
  }

  async count(scope: Scope, search: string): Promise<number> {
    const parameters = new SqlParameters();
    const conditions = this.conditions(scope, search, parameters);
    const [row] = await this.db.sql.query<{ count: bigint }>(
      `SELECT count(*) AS count FROM user_group g ${whereOf(conditions)}`,
      parameters.values,
    );
    return Number(row?.count ?? 0);
  }

  /** The groups of each user, by name; a user without any is not in the map. */
  async ofUsers(scope: Scope, userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, readonly Group[]>> {
    const parameters = new SqlParameters();
    const where = [`m.user_id = ANY (${parameters.add(userIds, 'uuid[]')})`, ...userScope(scope, parameters)];
    const rows = await this.db.sql.query<GroupRow & { user_id: UserId }>(
      `SELECT m.user_id, ${columns} FROM group_member m JOIN vpn_user u ON u.id = m.user_id
       JOIN user_group g ON g.id = m.group_id ${whereOf(where)} ORDER BY g.name_key`,
      parameters.values,
    );
    const known = new Map<GroupId, Group>();
    const groups = new Map<UserId, Group[]>();
    for (const row of rows) {
      const group = known.get(row.id) ?? fromRow(row);
      known.set(row.id, group);
      const some = groups.get(row.user_id);
      if (some) some.push(group);
      else groups.set(row.user_id, [group]);
    }
    return groups;
  }

  /** By name, for those that read names. */
  async all(scope: Scope, most: number): Promise<Pick<Group, 'id' | 'name'>[]> {
    const parameters = new SqlParameters();
    const where = whereOf(groupScope(scope, parameters));
    return this.db.sql.query(
      `SELECT g.id, g.name FROM user_group g ${where} ORDER BY g.id LIMIT ${parameters.add(most, 'int')}`,
      parameters.values,
    );
  }

  /** What new users of a tenant get that name no groups. */
  async defaults(tenantId: TenantId): Promise<GroupId[]> {
    const where = { tenantId, isDefault: true };
    const rows = await this.db.client.group.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
    return rows.map(({ id }) => id as GroupId);
  }

  /** Stores the next revision of a group the caller has locked. */
  async save(group: Group): Promise<void> {
    const rows = this.db.sql.execute(
      `UPDATE user_group SET name = $2, name_key = $3, inbound_ids = $4::uuid[], is_default = $5, updated_at = $6, revision = $7
       WHERE id = $1`,
      [group.id, group.name, folded(group.name), group.inboundIds, group.isDefault, group.updatedAt, group.revision],
    );
    try {
      await rows;
    } catch (error) {
      if ((error as { code?: unknown }).code === uniqueViolation) throw new GroupNameTaken(group.name);
      throw error;
    }
  }

  /** Its users stay, without it. */
  async delete(id: GroupId): Promise<void> {
    await this.db.sql.execute('DELETE FROM user_group WHERE id = $1', [id]);
  }

  private async read(scope: Scope, ids: readonly GroupId[], tail = ''): Promise<Group[]> {
    const parameters = new SqlParameters();
    const where = [`g.id = ANY (${parameters.add(ids, 'uuid[]')})`, ...groupScope(scope, parameters)];
    const rows = await this.db.sql.query<GroupRow>(
      `SELECT ${columns} FROM user_group g ${whereOf(where)} ${tail}`,
      parameters.values,
    );
    return rows.map(fromRow);
  }

  private conditions(scope: Scope, search: string, parameters: SqlParameters): string[] {
    const words = folded(search).replace(/[\\%_]/g, '\\$&');
    return [
      ...groupScope(scope, parameters),
      ...(words === '' ? [] : [`g.name_key LIKE ${parameters.add(`%${words}%`, 'text')}`]),
    ];
  }
}

function fromRow(row: GroupRow): Group {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    name: row.name,
    inboundIds: row.inbound_ids,
    isDefault: row.is_default,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    revision: row.revision,
  };
}
