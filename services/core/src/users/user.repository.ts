import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import type { Page } from '../paging/page';
import { SqlParameters, whereOf } from '../paging/sql-parameters';
import type { User, UserId } from './user';
import { UsernameTaken, UserNotFound } from './user.errors';
import type { UserFilter } from './user-filter';
import { userConditions, userScope } from './user-filter.sql';
import type { PlacedUser } from './placed-user';
import { foundBy, fromRow, selectedColumns, toRow, userColumns, type UserRow } from './user-row';
import { UserPageRepository } from './user-page.repository';
import type { UserText } from './user-text.graphql';
import type { UserSelection } from './user-selection.graphql';

const joined = 'vpn_user u JOIN user_traffic t ON t.user_id = u.id';
const written = { ...userColumns, ...foundBy };
/** As JSON gives them back to PostgreSQL. */
const recordset = Object.entries(written)
  .map(([column, type]) => `${column} ${type}`)
  .join(', ');
const columns = Object.keys(written).join(', ');
const uniqueViolation = '23505';
const fixed: ReadonlySet<string> = new Set(['id', 'tenant_id', 'created_at']);
const assignments = Object.keys(written)
  .filter((column) => !fixed.has(column))
  .map((column) => `${column} = n.${column}`)
  .join(', ');

/** Lists are SQL by hand: they are what the panel does most, and one statement answers a page whatever it is sorted by. */
@Injectable()
export class UserRepository {
  private readonly pages: UserPageRepository;

  constructor(private readonly db: Database<PrismaClient>) {
    this.pages = new UserPageRepository(db);
  }

  async find(scope: Scope, id: UserId): Promise<User> {
    const [user] = await this.read(scope, { ids: [id] });
    if (!user) throw new UserNotFound(id);
    return user;
  }

  findMany(scope: Scope, ids: readonly UserId[]): Promise<User[]> {
    return this.read(scope, { ids });
  }

  /** As `find`, and nobody else changes it until the transaction ends. */
  async lock(scope: Scope, id: UserId): Promise<User> {
    const [user] = await this.lockMany(scope, [id]);
    if (!user) throw new UserNotFound(id);
    return user;
  }

  /** Those of the ids there are, in the order of ids: two that lock the same users do so in one order. */
  lockMany(scope: Scope, ids: readonly UserId[]): Promise<User[]> {
    return this.read(scope, { ids }, 'ORDER BY u.id FOR UPDATE OF u');
  }

  /** Of each user what `selection` says; the rest is absent. */
  page(scope: Scope, filter: UserFilter, page: Page, selection?: UserSelection): Promise<PlacedUser[]> {
    return this.pages.page(scope, filter, page, selection);
  }

  /** As `page`, of users as PostgreSQL writes them. */
  texts(scope: Scope, filter: UserFilter, page: Page, selection: UserSelection): Promise<UserText[]> {
    return this.pages.texts(scope, filter, page, selection);
  }

  async count(scope: Scope, filter: UserFilter): Promise<number> {
    const parameters = new SqlParameters();
    const inScope = userScope(scope, parameters);
    const { ofUser, ofTraffic } = userConditions(filter, parameters);
    const from = ofTraffic.length > 0 ? joined : 'vpn_user u';
    const where = whereOf([...inScope, ...ofUser, ...ofTraffic]);
    const [row] = await this.db.sql.query<{ count: bigint }>(
      `SELECT count(*) AS count FROM ${from} ${where}`,
      parameters.values,
    );
    return Number(row?.count ?? 0);
  }

  /** Up to `limit` ids of those a filter means, from behind `after` on: a walk through all of them in pieces. */
  async idsOf(scope: Scope, filter: UserFilter, limit: number, after?: UserId): Promise<UserId[]> {
    const parameters = new SqlParameters();
    const where = this.conditions(scope, filter, parameters);
    if (after) where.push(`u.id > ${parameters.add(after, 'uuid')}`);
    const rows = await this.db.sql.query<{ id: UserId }>(
      `SELECT u.id FROM ${joined} ${whereOf(where)} ORDER BY u.id LIMIT ${parameters.add(limit, 'int')}`,
      parameters.values,
    );
    return rows.map(({ id }) => id);
  }

  /** Stores new users, except those whose name is taken. @returns the ids of those it stored */
  async insertMany(users: readonly User[]): Promise<ReadonlySet<UserId>> {
    const rows = await this.db.sql.query<{ id: UserId }>(
      `INSERT INTO vpn_user (${columns})
       SELECT ${columns} FROM json_to_recordset($1::json) AS n(${recordset})
       ON CONFLICT (tenant_id, username_key) DO NOTHING RETURNING id`,
      [JSON.stringify(users.map(toRow))],
    );
    const stored = new Set(rows.map(({ id }) => id));
    const fresh = users.filter(({ id }) => stored.has(id));
    await this.db.sql.execute(
      `INSERT INTO user_traffic (user_id, tenant_id, used_bytes, lifetime_used_bytes)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[])`,
      [
        fresh.map(({ id }) => id),
        fresh.map(({ tenantId }) => tenantId),
        fresh.map(({ usedBytes }) => usedBytes),
        fresh.map(({ lifetimeUsedBytes }) => lifetimeUsedBytes),
      ],
    );
    return stored;
  }

  /**
   * Stores the next revision of users the caller has locked, without their traffic.
   * @returns the ids of those that were at the revision before. Throws when a name is taken.
   */
  async saveMany(scope: Scope, users: readonly User[]): Promise<ReadonlySet<UserId>> {
    const parameters = new SqlParameters();
    const rows = parameters.add(JSON.stringify(users.map(toRow)), 'json');
    const where = whereOf(['u.id = n.id', 'u.revision = n.revision - 1', ...userScope(scope, parameters)]);
    const update = `UPDATE vpn_user u SET ${assignments} FROM json_to_recordset(${rows}) AS n(${recordset}) ${where}`;
    const saved = this.db.sql.query<{ id: UserId }>(`${update} RETURNING u.id`, parameters.values);
    return new Set((await nameChecked(saved, users)).map(({ id }) => id));
  }

  /** Takes off what was used in a period that is over. What came since it was read stays, for the next period. */
  async deductTraffic(
    scope: Scope,
    periods: readonly { readonly id: UserId; readonly usedBytes: bigint }[],
  ): Promise<void> {
    const parameters = new SqlParameters();
    const ids = parameters.add(
      periods.map(({ id }) => id),
      'uuid[]',
    );
    const bytes = parameters.add(
      periods.map(({ usedBytes }) => usedBytes),
      'bigint[]',
    );
    const where = whereOf(['t.user_id = p.id', 'u.id = p.id', ...userScope(scope, parameters)]);
    await this.db.sql.execute(
      `UPDATE user_traffic t SET used_bytes = GREATEST(t.used_bytes - p.bytes, 0)
       FROM vpn_user u, unnest(${ids}, ${bytes}) AS p(id, bytes) ${where}`,
      parameters.values,
    );
  }

  /** With all that hangs on them. @returns those there were, as of their last revision */
  async deleteMany(scope: Scope, ids: readonly UserId[]): Promise<User[]> {
    const gone = await this.lockMany(scope, ids);
    await this.db.sql.execute('DELETE FROM vpn_user WHERE id = ANY ($1::uuid[])', [gone.map(({ id }) => id)]);
    return gone;
  }

  private async read(scope: Scope, filter: UserFilter, tail = ''): Promise<User[]> {
    const parameters = new SqlParameters();
    const where = whereOf(this.conditions(scope, filter, parameters));
    const rows = await this.db.sql.query<UserRow>(
      `SELECT ${selectedColumns} FROM ${joined} ${where} ${tail}`,
      parameters.values,
    );
    return rows.map(fromRow);
  }

  private conditions(scope: Scope, filter: UserFilter, parameters: SqlParameters): string[] {
    const inScope = userScope(scope, parameters);
    const { ofUser, ofTraffic } = userConditions(filter, parameters);
    return [...inScope, ...ofUser, ...ofTraffic];
  }
}

/** Two that take one name at the same time are told apart by the index alone. */
async function nameChecked<T>(saved: Promise<T>, users: readonly User[]): Promise<T> {
  try {
    return await saved;
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code !== uniqueViolation || constraint !== 'vpn_user_tenant_id_username_key_key') throw error;
    throw new UsernameTaken(users.length === 1 ? (users[0]?.username ?? '') : '');
  }
}
