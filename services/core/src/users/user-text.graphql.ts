import { instantOf, textArrayOf, type TextRow } from '@vortex/database';
import { groupText } from '../groups/group-text';
import type { Group } from '../groups/group';
import { listText, objectText, type Writer } from '../graphql/written/object-text';
import type { SelectedField } from '../graphql/written/selected-field';
import type { Placed } from '../paging/connection';
import { allColumns, columnTypes, type UserColumn } from './user-row';
import { camelCased, type UserSelection } from './user-selection.graphql';

/** A user of a page as PostgreSQL writes it: the columns that are selected, and behind them what it is sorted by. */
export class UserText implements Placed<UserText> {
  constructor(
    readonly values: TextRow,
    private readonly keys_: readonly [from: number, to: number],
    readonly groups: readonly Group[],
    private readonly leadingKeys: readonly string[] = [],
  ) {}

  get row(): this {
    return this;
  }

  get keys(): readonly string[] {
    return [...this.leadingKeys, ...this.values.slice(...this.keys_).map((key) => key ?? '')];
  }

  /** The same one in an order that begins with its status. */
  within(status: string): UserText {
    return new UserText(this.values, this.keys_, this.groups, [status]);
  }
}

const quoted = (text: string): string => `"${text}"`;

/** Each as the scalar of the schema writes it that stands for such a column. */
const writers: Readonly<Partial<Record<(typeof columnTypes)[UserColumn], Writer<string>>>> = {
  uuid: quoted,
  text: JSON.stringify,
  integer: (digits) => digits,
  bigint: quoted,
  timestamptz: instantText,
  'text[]': (array) => JSON.stringify(textArrayOf(array)),
};

const columns: ReadonlyMap<string, UserColumn> = new Map(allColumns.map((column) => [camelCased(column), column]));

/** Writes what is selected of a user; undefined where that is more than its row and its groups. */
export function userText(selected: readonly SelectedField[], selection: UserSelection): Writer<UserText> | undefined {
  return objectText<UserText>('User', selected, ({ name, fields }) => {
    if (name === 'groups') return groupsText(fields);
    const column = columns.get(name);
    // GraphQL's Int, where other numbers of so many digits are Bytes.
    const write = column && (name === 'revision' ? writers.integer : writers[columnTypes[column]]);
    if (!write) return undefined;
    const at = selection.columns.indexOf(column);
    return ({ values }) => {
      const value = values[at];
      return value === null || value === undefined ? 'null' : write(value);
    };
  });
}

/** Users of a page with the same groups share them, and so their text. */
function groupsText(selected: readonly SelectedField[]): Writer<UserText> | undefined {
  const write = groupText(selected);
  const known = new WeakMap<readonly Group[], string>();
  return (
    write &&
    (({ groups }) => {
      const text = known.get(groups) ?? listText(groups, write);
      known.set(groups, text);
      return text;
    })
  );
}

/** Servers in UTC write what ISO 8601 would, with a space and with as many digits behind the second as there are. */
function instantText(text: string): string {
  if (!text.endsWith('+00') || text[4] !== '-') return quoted(instantOf(text).toISOString());
  const time = text.slice(11, -3);
  return `"${text.slice(0, 10)}T${time.length === 8 ? `${time}.000` : `${time}00`.slice(0, 12)}Z"`;
}
