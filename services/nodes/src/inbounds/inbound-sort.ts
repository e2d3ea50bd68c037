import { listOrder } from '../access/list-order';
import type { SortTerm } from '../access/position';

export type InboundSort = SortTerm<'tag' | 'protocol' | 'port' | 'createdAt'>;

export const inboundOrder = listOrder<InboundSort['field']>(
  { tag: 'text', protocol: 'text', port: 'integer', createdAt: 'instant' },
  { field: 'tag', descending: false },
);
