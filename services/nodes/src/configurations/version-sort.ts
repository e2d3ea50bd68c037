import { listOrder } from '../access/list-order';
import type { SortTerm } from '../access/position';

export type VersionSort = SortTerm<'number' | 'cause'>;

export const versionOrder = listOrder<VersionSort['field']>(
  { number: 'integer', cause: 'text' },
  { field: 'number', descending: true },
);
