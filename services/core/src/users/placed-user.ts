import type { Group } from '../groups/group';
import type { Placed } from '../paging/connection';
import type { ListedUser } from './listed-user';
import { fromRow, type UserRow } from './user-row';

/** What a row of a page has beside its user. */
export interface PlaceColumns {
  readonly [key: `key_${number}`]: string;
  /** With commas. */
  readonly group_ids?: string;
}

/** A user of a page; its place is told when a cursor is made of it, which of most is not. */
export class PlacedUser implements Placed<ListedUser> {
  readonly row: ListedUser;

  constructor(
    private readonly columns: UserRow & PlaceColumns,
    private readonly keyCount: number,
    groups?: readonly Group[],
    private readonly leadingKeys: readonly string[] = [],
  ) {
    this.row = fromRow(columns);
    this.row.groups = groups;
  }

  get keys(): readonly string[] {
    return [...this.leadingKeys, ...Array.from({ length: this.keyCount }, (_, n) => this.columns[`key_${n}`] ?? '')];
  }

  /** The same one in an order that begins with its status. */
  within(status: string): PlacedUser {
    return new PlacedUser(this.columns, this.keyCount, this.row.groups, [status]);
  }
}
