import { listOrder } from '../access/list-order';
import type { SortTerm } from '../access/position';

export type RolloutSort = SortTerm<'createdAt' | 'state'>;

export const rolloutOrder = listOrder<RolloutSort['field']>(
  { createdAt: 'instant', state: 'text' },
  { field: 'createdAt', descending: true },
);
