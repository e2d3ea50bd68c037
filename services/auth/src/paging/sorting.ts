import { InvalidInput } from '@vortex/kit';
import type { SortColumn } from './sort-column';

export interface SortRequest {
  readonly field: string;
  readonly descending: boolean;
}

type Column = Pick<SortColumn, 'sql' | 'type'>;

const byId: Column = { sql: 'id', type: 'uuid' };

/**
 * The columns a list is sorted by: those asked for, and the id, which tells any two rows apart. Newest first by default.
 * @throws InvalidInput at each field that is not in `columns`, or is there twice
 */
export function sortBy(asked: readonly SortRequest[], columns: Readonly<Record<string, Column>>): SortColumn[] {
  const terms = asked.length === 0 ? [{ field: 'createdAt', descending: true }] : asked;
  const flaws = terms.flatMap(({ field }, index) => {
    const path = `sort[${index}].field`;
    if (!Object.hasOwn(columns, field))
      return [{ path, code: 'unknown_field', message: 'This list has no such field.' }];
    const isRepeated = terms.findIndex((term) => term.field === field) < index;
    return isRepeated ? [{ path, code: 'repeated', message: 'Name each field once.' }] : [];
  });
  if (flaws.length > 0) throw new InvalidInput(flaws);
  const sorted = terms.flatMap(({ field, descending }) => {
    const column = columns[field];
    return column ? [{ ...column, descending }] : [];
  });
  return [...sorted, { ...byId, descending: sorted.at(-1)?.descending ?? false }];
}
