import type { ListPage, ListPageInfo, ListSort } from '@vortex/contracts/auth';
import { InvalidInput } from '@vortex/kit';
import type { Connection } from '../paging/connection';
import type { PageInput } from '../paging/page';
import { required } from '../graphql/required';

export interface FoundPage<Item> {
  readonly items: readonly Item[];
  readonly info: ListPageInfo | undefined;
}

/**
 * A list that auth keeps, as a GraphQL connection.
 * @param fetch asks auth for one page
 */
export async function listConnection<Item, Node>(
  page: PageInput | null | undefined,
  fetch: (page: ListPage) => Promise<FoundPage<Item>>,
  toNode: (item: Item) => Node,
): Promise<Connection<Node>> {
  const { items, info } = await fetch(toListPage(page));
  const { cursors, hasNextPage, hasPreviousPage } = required(info, 'page');
  const nodes = items.map(toNode);
  const edges = nodes.map((node, index) => ({ cursor: required(cursors[index], 'page.cursors'), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
    count: async () => {
      const counted = await fetch({ first: 1, after: '', last: 0, before: '', withTotal: true });
      return Number(required(counted.info?.totalCount, 'page.total_count'));
    },
  };
}

function toListPage(page: PageInput | null | undefined): ListPage {
  const { first, after, last, before } = page ?? {};
  // On the wire 0 means "not given".
  const empty = Object.entries({ first, last }).filter(([, size]) => typeof size === 'number' && size < 1);
  if (empty.length > 0) {
    const message = 'A page has 1 to 500 rows.';
    throw new InvalidInput(empty.map(([name]) => ({ path: `page.${name}`, code: 'out_of_range', message })));
  }
  return { first: first ?? 0, after: after ?? '', last: last ?? 0, before: before ?? '', withTotal: false };
}

interface SortInput {
  readonly field: string;
  readonly direction?: 'ASC' | 'DESC' | null | undefined;
}

/** `CREATED_AT` of a client is `createdAt` on the wire. */
export function toListSort(sort: readonly SortInput[] | null | undefined): ListSort[] {
  return (sort ?? []).map(({ field, direction }) => ({
    field: field.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    descending: direction === 'DESC',
  }));
}
