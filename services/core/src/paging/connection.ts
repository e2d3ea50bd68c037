import { type CursorKeys, encodeCursor } from './cursor';
import type { Page } from './page';
import { orderName, type OrderTerm } from './sort-key';

/** A row and its place. */
export interface Placed<Row> {
  readonly row: Row;
  readonly keys: CursorKeys;
}

/** As every GraphQL connection has it. `count` is for its `totalCount`, and asked only where that is selected. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly count: () => Promise<number>;
}

/** @param found as the statement of `keysetOf` gave them: up to one more than the page has, from its near end on */
export function connectionOf<Row, Node>(
  page: Page<OrderTerm>,
  found: readonly Placed<Row>[],
  toNode: (row: Row) => Node,
  count: () => Promise<number>,
): Connection<Node> {
  const hasMore = found.length > page.limit;
  const kept = found.slice(0, page.limit);
  if (page.backward) kept.reverse();
  const order = orderName(page.terms);
  const nodes = kept.map(({ row }) => toNode(row));
  const cursorAt = (n: number): string | null => {
    const placed = kept.at(n);
    return placed ? encodeCursor(order, placed.keys) : null;
  };
  return {
    // Made when they are asked for: a page that is shown needs two cursors, not one for every row.
    get edges() {
      return kept.map(({ keys }, n) => ({ cursor: encodeCursor(order, keys), node: nodes[n] as Node }));
    },
    nodes,
    pageInfo: {
      // Whoever came from a row knows that there is something on its side.
      hasNextPage: page.backward ? page.before !== undefined : hasMore,
      hasPreviousPage: page.backward ? hasMore : page.after !== undefined,
      startCursor: cursorAt(0),
      endCursor: cursorAt(-1),
    },
    count,
  };
}
