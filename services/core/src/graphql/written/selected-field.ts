import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import type { Fragments } from '../limits/operation-size';

/** A field of an answer. */
export interface SelectedField {
  /** What it is called in the answer. */
  readonly key: string;
  readonly name: string;
  readonly node: FieldNode;
  readonly fields: readonly SelectedField[];
}

/**
 * What is selected of an object, in the order it is answered in (GraphQL §6.3.2, with all fragments meant for it).
 * @returns undefined where directives decide
 */
export function selectedFields(
  sets: readonly SelectionSetNode[],
  fragments: Fragments,
): readonly SelectedField[] | undefined {
  const byKey = new Map<string, FieldNode[]>();
  if (!sets.every((set) => collect(set, fragments, byKey))) return undefined;
  const selected: SelectedField[] = [];
  for (const [key, nodes] of byKey) {
    const [node] = nodes;
    const fields = selectedFields(
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
      fragments,
    );
    if (!node || !fields) return undefined;
    selected.push({ key, name: node.name.value, node, fields });
  }
  return selected;
}

function collect(set: SelectionSetNode, fragments: Fragments, byKey: Map<string, FieldNode[]>): boolean {
  return set.selections.every((selection) => {
    if (selection.directives && selection.directives.length > 0) return false;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      byKey.set(key, [...(byKey.get(key) ?? []), selection]);
      return true;
    }
    const spread = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    return spread !== undefined && collect(spread.selectionSet, fragments, byKey);
  });
}
