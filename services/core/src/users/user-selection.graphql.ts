import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import { allColumns, type UserColumn } from './user-row';

/** What a list must read of each user. */
export interface UserSelection {
  readonly columns: readonly UserColumn[];
  readonly groups: boolean;
}

/** Columns that more than their own field is made of, or that have another name. */
const madeOf: Readonly<Record<string, readonly UserColumn[]>> = {
  hold: ['hold_validity_seconds', 'hold_until'],
  speedLimitUpKbps: ['speed_limit_up_bps'],
  speedLimitDownKbps: ['speed_limit_down_bps'],
  account: ['account_id'],
  ...Object.fromEntries(allColumns.map((column) => [camelCased(column), [column]])),
};

const known = new WeakMap<readonly FieldNode[], UserSelection>();

/**
 * The columns of users that stand under a field of type UserConnection. Names that are selected of something else, such as
 * a group, only make it read more: no field can be without its column.
 */
export function userSelectionOf({ fieldNodes, fragments }: GraphQLResolveInfo): UserSelection {
  const found = known.get(fieldNodes);
  if (found) return found;
  const names = new Set<string>();
  for (const { selectionSet } of fieldNodes) collect(selectionSet, fragments, names, new Set());
  const selection = userSelection(names);
  known.set(fieldNodes, selection);
  return selection;
}

/** @param names of fields, of users or of others */
export function userSelection(names: ReadonlySet<string>): UserSelection {
  const columns = new Set<UserColumn>(['id', ...[...names].flatMap((name) => madeOf[name] ?? [])]);
  return { columns: allColumns.filter((column) => columns.has(column)), groups: names.has('groups') };
}

function collect(
  set: SelectionSetNode | undefined,
  fragments: GraphQLResolveInfo['fragments'],
  names: Set<string>,
  spread: Set<string>,
): void {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) names.add(selection.name.value);
    if (selection.kind !== Kind.FRAGMENT_SPREAD) {
      collect(selection.selectionSet, fragments, names, spread);
    } else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      collect(fragments[selection.name.value]?.selectionSet, fragments, names, spread);
    }
  }
}

export function camelCased(column: string): string {
  return column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
