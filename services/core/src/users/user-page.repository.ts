import type { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import type { PrismaClient } from '../generated/prisma/client';
import { groupsOfPage } from '../groups/groups-of-page.sql';
import { type Keyset, keysetAround, keysetOf } from '../paging/keyset.sql';
import type { Page } from '../paging/page';
import { SqlParameters, whereOf } from '../paging/sql-parameters';
import { placedUsers, type RowInOrder, type RowsOf, userTexts } from './page-rows.sql';
import type { PlacedUser } from './placed-user';
import { userStatuses } from './user';
import type { UserFilter } from './user-filter';
import { searchedLoosely, userConditions, userScope } from './user-filter.sql';
import { allColumns, selected } from './user-row';
import type { UserSelection } from './user-selection.graphql';
import type { UserText } from './user-text.graphql';

const everything: UserSelection = { columns: allColumns, groups: false };
const groupIds = 'ARRAY(SELECT m.group_id FROM group_member m WHERE m.user_id = u.id) AS group_ids';
/** Where more are found, every fiftieth at least is one in a panel of 100,000. */
const sortedAtOnce = 2_000;

/**
 * Pages of users in any order. PostgreSQL guesses badly how many users have a tag or a word: guessing few, it sorts
 * thousands, and guessing many, it looks through all for the one. So that is found out first.
 */
export class UserPageRepository {
  /** @param mostSorted up to so many that have a tag or a word are read and sorted; of more, the order is walked */
  constructor(
    private readonly db: Database<PrismaClient>,
    private readonly mostSorted = sortedAtOnce,
  ) {}

  /** Up to one more than the page has, from its near end on; of each user what `selection` says. */
  page(scope: Scope, filter: UserFilter, page: Page, selection = everything): Promise<PlacedUser[]> {
    return this.pageOf(placedUsers, scope, filter, page, selection);
  }

  /** As `page`, of users as PostgreSQL writes them. */
  texts(scope: Scope, filter: UserFilter, page: Page, selection: UserSelection): Promise<UserText[]> {
    return this.pageOf(userTexts, scope, filter, page, selection);
  }

  private async pageOf<Row extends RowInOrder<Row>>(
    rowsOf: RowsOf<Row>,
    scope: Scope,
    filter: UserFilter,
    page: Page,
    selection: UserSelection,
  ): Promise<Row[]> {
    const found = filter.tags || filter.search ? await this.found(scope, filter) : undefined;
    const [first, second] = page.terms;
    // There is an index for the newest within a status, and none for a status with what is not its table's.
    const byStatus =
      first?.field === 'STATUS' && (second?.field !== 'CREATED_AT' || second.direction !== first.direction);
    const reading = [rowsOf, scope, filter, page, selection, found] as const;
    return byStatus ? this.readByStatus(...reading) : this.read(...reading);
  }

  /** The ids of those that have the tags and the words, or undefined where they are many. */
  private async found(scope: Scope, { tags, search }: UserFilter): Promise<readonly string[] | undefined> {
    const parameters = new SqlParameters();
    const { ofUser } = userConditions({ tags, search }, parameters);
    const where = whereOf([...userScope(scope, parameters), ...ofUser]);
    const rows = await this.db.sql.query<{ id: string }>(
      `SELECT u.id FROM vpn_user u ${where} LIMIT ${this.mostSorted + 1}`,
      parameters.values,
    );
    return rows.length > this.mostSorted ? undefined : rows.map(({ id }) => id);
  }

  /** One status after the other, until the page is full: each is in the order of the rest. */
  private async readByStatus<Row extends RowInOrder<Row>>(
    ...[rowsOf, scope, filter, page, selection, found]: Reading<Row>
  ): Promise<Row[]> {
    const [first, ...terms] = page.terms;
    const ascending = (first?.direction === 'ASC') !== page.backward;
    const wanted = userStatuses.filter((status) => filter.statuses?.includes(status) ?? true).sort();
    const rows: Row[] = [];
    for (const status of ascending ? wanted : wanted.reverse()) {
      const edges = { after: behind(page.after, status), before: behind(page.before, status) };
      const rest = { ...page, ...edges, terms, limit: page.limit - rows.length };
      if (isBeyond(page, status, first?.direction === 'ASC')) continue;
      const some = await this.read(rowsOf, scope, { ...filter, statuses: [status] }, rest, selection, found);
      rows.push(...some.map((user) => user.within(status)));
      if (rows.length > page.limit) break;
    }
    return rows.slice(0, page.limit + 1);
  }

  private async read<Row>(...[rowsOf, scope, filter, page, selection, found]: Reading<Row>): Promise<Row[]> {
    const parameters = new SqlParameters();
    const where = [...userScope(scope, parameters)];
    const { tags, search, ...others } = filter;
    const { ofUser, ofTraffic } = userConditions(found ? others : { ...others, tags }, parameters);
    where.push(...ofUser, ...ofTraffic, ...(found ? [] : searchedLoosely(search ?? '', parameters)));
    if (found) where.push(`u.id = ANY (${parameters.add(found, 'uuid[]')})`);
    // Values decide how filters are best answered, and where a page begins does not.
    const prepared = parameters.values.length === 1;
    const keyset = keysetOf(page, parameters);
    // What is sorted by traffic comes from its index, which begins with the tenant.
    const byTraffic = page.terms[0]?.expression.includes('t.') === true && 'tenantId' in scope;
    if (byTraffic) where.push(`t.tenant_id = ${parameters.add(scope.tenantId, 'uuid')}`);
    const from = `FROM vpn_user u JOIN user_traffic t ON t.user_id = u.id ${whereOf([...where, ...keyset.where])}`;
    const statement = selection.groups
      ? withGroups(selection, page, { keyset, from, groups: groupsOfPage('page', scope, parameters) })
      : `SELECT ${selected(selection.columns)}, ${keyset.keyColumns} ${from} ${keyset.orderBy} ${keyset.limit}`;
    const sent = { statement, values: parameters.values, prepared };
    return rowsOf(this.db.sql, sent, selection, page.terms.length);
  }
}

interface PageParts {
  readonly keyset: Keyset;
  readonly from: string;
  readonly groups: string;
}

/** One statement for two levels: a second one would cost more than it reads, and users would be held until it answers. */
function withGroups({ columns }: UserSelection, page: Page, { keyset, from, groups }: PageParts): string {
  const around = keysetAround(page);
  return `WITH page AS MATERIALIZED (
      SELECT ${selected(columns)}, ${groupIds}, ${keyset.placeColumns} ${from} ${keyset.orderBy} ${keyset.limit}
    )
    SELECT ${columns.join(', ')}, ${around.keyColumns}, array_to_string(group_ids, ',') AS group_ids,
      CASE WHEN id = (SELECT id FROM page LIMIT 1) THEN ${groups} END AS groups
    FROM page ${around.orderBy}`;
}

type Reading<Row> = readonly [
  rowsOf: RowsOf<Row>,
  scope: Scope,
  filter: UserFilter,
  page: Page,
  selection: UserSelection,
  found: readonly string[] | undefined,
];

/** The place within a status, if the place is in that status at all. */
function behind(keys: readonly string[] | undefined, status: string): readonly string[] | undefined {
  return keys?.[0] === status ? keys.slice(1) : undefined;
}

/** Whether all of a status lies before the place where the page begins, or behind the one where it ends. */
function isBeyond({ after, before }: Page, status: string, ascending: boolean): boolean {
  const isBefore = (one: string, other: string) => (ascending ? one < other : one > other);
  const [start, end] = [after?.[0], before?.[0]];
  return (start !== undefined && isBefore(status, start)) || (end !== undefined && isBefore(end, status));
}
