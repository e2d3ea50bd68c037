import type { TextExecutor } from '@vortex/database';
import { type GroupJson, groupsByIds } from '../groups/groups-of-page.sql';
import { type PlaceColumns, PlacedUser } from './placed-user';
import type { UserRow } from './user-row';
import type { UserSelection } from './user-selection.graphql';
import { UserText } from './user-text.graphql';

/** A row that can be put behind those of another status. */
export interface RowInOrder<Row> {
  within(status: string): Row;
}

export interface PageStatement {
  readonly statement: string;
  readonly values: readonly unknown[];
  readonly prepared: boolean;
}

/** What a page is made of, of what its statement gives: columns, then keys; with groups, their ids and once all of them. */
export type RowsOf<Row> = (
  sql: TextExecutor,
  sent: PageStatement,
  selection: UserSelection,
  keyCount: number,
) => Promise<Row[]>;

interface PageRow extends UserRow, PlaceColumns {
  /** Those of all rows, at one of them. */
  readonly groups?: readonly GroupJson[] | null;
}

export const placedUsers: RowsOf<PlacedUser> = async (sql, { statement, values, prepared }, selection, keyCount) => {
  const rows = await sql.query<PageRow>(statement, values, { prepared });
  if (!selection.groups) return rows.map((row) => new PlacedUser(row, keyCount));
  const groupsOf = groupsByIds(rows.find(({ groups }) => groups)?.groups ?? []);
  return rows.map((row) => new PlacedUser(row, keyCount, groupsOf(row.group_ids ?? '')));
};

export const userTexts: RowsOf<UserText> = async (sql, { statement, values, prepared }, selection, keyCount) => {
  const rows = await sql.texts(statement, values, { prepared });
  const from = selection.columns.length;
  const [to, all] = [from + keyCount, from + keyCount + 1];
  const found = rows.find((row) => row[all])?.[all];
  const groupsOf = groupsByIds(found ? (JSON.parse(found) as GroupJson[]) : []);
  return rows.map((row) => new UserText(row, [from, to], groupsOf(row[to] ?? '')));
};
