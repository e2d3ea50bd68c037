import type { GroupId } from '../groups/group';
import type { Placed } from '../paging/connection';
import type { User } from './user';
import { fromRow, type UserRow } from './user-row';

/** What a row of a page has beside its user. */
export interface PlaceColumns {
  readonly [key: `key_${number}`]: string;
  readonly group_ids?: string;
}

/** A user of a page; its place is told when a cursor is made of it, which of most is not. */
export class PlacedUser implements Placed<User> {
  readonly row: User;

  constructor(
    private readonly columns: UserRow & PlaceColumns,
    private readonly keyCount: number,
  ) {
    this.row = fromRow(columns);
  }

  get keys(): readonly string[] {
    return Array.from({ length: this.keyCount }, (_, n) => this.columns[`key_${n}`] ?? '');
  }

  get groupIds(): readonly GroupId[] {
    const { group_ids: ids = '' } = this.columns;
    return ids === '' ? [] : (ids.split(',') as GroupId[]);
  }
}
