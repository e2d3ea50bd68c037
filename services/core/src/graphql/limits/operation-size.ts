import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Of one operation, with every fragment counted wherever it is spread. */
export interface OperationSize {
  readonly levels: number;
  readonly fields: number;
  readonly rootFields: number;
}

type Size = Omit<OperationSize, 'rootFields'>;

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
}

/**
 * Measures what operations of one document select. Fragments are followed by what they select, never judged by their
 * name, and each is measured once, so that fragments spreading fragments cost no more than their text.
 */
export class OperationSizes {
  private readonly measured = new Map<FragmentDefinitionNode, Size | 'measuring'>();
  private readonly roots = new Map<FragmentDefinitionNode, number | 'measuring'>();

  constructor(private readonly fragments: Fragments) {}

  of({ selectionSet }: { readonly selectionSet: SelectionSetNode }): OperationSize {
    return { ...this.sizeOf(selectionSet), rootFields: this.rootFieldsOf(selectionSet) };
  }

  private sizeOf(set: SelectionSetNode): Size {
    let levels = 0;
    let fields = 0;
    for (const selection of set.selections) {
      const inner = this.inside(selection);
      const own = selection.kind === Kind.FIELD ? 1 : 0;
      levels = Math.max(levels, inner.levels + own);
      fields += inner.fields + own;
    }
    return { levels, fields };
  }

  private inside(selection: SelectionNode): Size {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.spread(selection.name.value);
    return selection.selectionSet ? this.sizeOf(selection.selectionSet) : { levels: 0, fields: 0 };
  }

  private spread(name: string): Size {
    const fragment = this.fragments.get(name);
    if (!fragment) return { levels: 0, fields: 0 }; // refused by the standard rules
    const known = this.measured.get(fragment);
    if (known === 'measuring') return { levels: Infinity, fields: Infinity }; // spreads itself
    if (known) return known;
    this.measured.set(fragment, 'measuring');
    const size = this.sizeOf(fragment.selectionSet);
    this.measured.set(fragment, size);
    return size;
  }

  /** Fields that stand at the root once fragments are unfolded. */
  private rootFieldsOf(set: SelectionSetNode): number {
    return set.selections.reduce((count, selection) => {
      if (selection.kind === Kind.FIELD) return count + 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return count + this.rootFieldsOf(selection.selectionSet);
      const fragment = this.fragments.get(selection.name.value);
      return fragment ? count + this.rootFieldsOfFragment(fragment) : count;
    }, 0);
  }

  private rootFieldsOfFragment(fragment: FragmentDefinitionNode): number {
    const known = this.roots.get(fragment);
    if (known === 'measuring') return Infinity;
    if (known !== undefined) return known;
    this.roots.set(fragment, 'measuring');
    const count = this.rootFieldsOf(fragment.selectionSet);
    this.roots.set(fragment, count);
    return count;
  }
}
