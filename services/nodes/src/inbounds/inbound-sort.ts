import type { ListPage, ListSort } from '@vortex/contracts/nodes';
import { type PageWanted, pageWantedAt } from '../access/list-page';
import {
  type Position,
  positionCursor,
  positionFrom,
  type SortKind,
  type SortTerm,
  sortTerms,
} from '../access/position';
import type { Inbound } from './inbound';

const kinds = { tag: 'text', protocol: 'text', port: 'integer', createdAt: 'instant' } as const satisfies Readonly<
  Record<string, SortKind>
>;

export type InboundSort = SortTerm<keyof typeof kinds>;

export function inboundSortFrom(asked: readonly ListSort[]): readonly InboundSort[] {
  return sortTerms(asked, kinds, 'tag');
}

export function inboundPageFrom(page: ListPage | undefined, sort: readonly InboundSort[]): PageWanted<Position> {
  return pageWantedAt(page, (cursor, path) => positionFrom(cursor, path, sort, kinds));
}

export function inboundCursor(sort: readonly InboundSort[], inbound: Inbound): string {
  const values = sort.map(({ field }) => (field === 'createdAt' ? inbound.createdAt.toISOString() : inbound[field]));
  return positionCursor(sort, [...values, inbound.id]);
}
