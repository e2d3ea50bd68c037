import { listText, objectText, type Writer } from '../graphql/written/object-text';
import type { SelectedField } from '../graphql/written/selected-field';
import type { Connection } from './connection';

/**
 * Writes what is selected of a connection. `totalCount` is asked of it where it is selected.
 * @param nodeText writes what is selected of a node; undefined where it cannot
 */
export function connectionText<Node>(
  type: string,
  selected: readonly SelectedField[],
  nodeText: (selected: readonly SelectedField[]) => Writer<Node> | undefined,
): ((connection: Connection<Node>) => Promise<string>) | undefined {
  const counts = selected.some(({ name }) => name === 'totalCount');
  const write = objectText<Counted<Node>>(`${type}Connection`, selected, ({ name, fields }) => {
    if (name === 'totalCount') return ({ total }) => String(total);
    if (name === 'pageInfo') return pageInfoText(fields);
    if (name === 'nodes') {
      const ofNode = nodeText(fields);
      return ofNode && (({ connection }) => listText(connection.nodes, ofNode));
    }
    const ofEdge = name === 'edges' ? edgeText(type, fields, nodeText) : undefined;
    return ofEdge && (({ connection }) => listText(connection.edges, ofEdge));
  });
  return write && (async (connection) => write({ connection, total: counts ? await connection.count() : 0 }));
}

interface Counted<Node> {
  readonly connection: Connection<Node>;
  readonly total: number;
}

function pageInfoText<Node>(selected: readonly SelectedField[]): Writer<Counted<Node>> | undefined {
  const write = objectText<Connection<Node>['pageInfo']>(
    'PageInfo',
    selected,
    ({ name }) =>
      (info) =>
        JSON.stringify(info[name as keyof typeof info]),
  );
  return write && (({ connection }) => write(connection.pageInfo));
}

function edgeText<Node>(
  type: string,
  selected: readonly SelectedField[],
  nodeText: (selected: readonly SelectedField[]) => Writer<Node> | undefined,
): Writer<Connection<Node>['edges'][number]> | undefined {
  return objectText(`${type}Edge`, selected, ({ name, fields }) => {
    if (name === 'cursor') return ({ cursor }) => JSON.stringify(cursor);
    const ofNode = nodeText(fields);
    return ofNode && (({ node }) => ofNode(node));
  });
}
