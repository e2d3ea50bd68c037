import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** Enough for the introspection query of common tools, which goes 15 deep; ours need four. */
const mostLevels = 16;
/** Fields an operation selects, each fragment counted wherever it is spread. */
const mostFields = 500;
/** An alias repeats a root field as often as it likes: without an end, one request would be a hundred logins. */
const mostRootFields = 10;
/** What the parser reads before it gives up. */
export const mostTokens = 2_000;

interface Size {
  readonly levels: number;
  readonly fields: number;
}

/**
 * Bounds what one operation may ask for. Fragments are followed by what they select, never judged by their name, and
 * each is measured once, so that fragments spreading fragments cost no more than their text.
 */
export function queryLimits(context: ValidationContext): ASTVisitor {
  const measured = new Map<FragmentDefinitionNode, Size | 'measuring'>();

  function sizeOf(set: SelectionSetNode): Size {
    let levels = 0;
    let fields = 0;
    for (const selection of set.selections) {
      const inner = selection.kind === Kind.FRAGMENT_SPREAD ? spread(selection.name.value) : nested(selection);
      const own = selection.kind === Kind.FIELD ? 1 : 0;
      levels = Math.max(levels, inner.levels + own);
      fields += inner.fields + own;
    }
    return { levels, fields };
  }

  function nested({ selectionSet }: { readonly selectionSet?: SelectionSetNode | undefined }): Size {
    return selectionSet ? sizeOf(selectionSet) : { levels: 0, fields: 0 };
  }

  function spread(name: string): Size {
    const fragment = context.getFragment(name);
    if (!fragment) return { levels: 0, fields: 0 }; // refused by the standard rules
    const known = measured.get(fragment);
    if (known === 'measuring') return { levels: Infinity, fields: Infinity }; // spreads itself
    if (known) return known;
    measured.set(fragment, 'measuring');
    const size = sizeOf(fragment.selectionSet);
    measured.set(fragment, size);
    return size;
  }

  /** Fields that stand at the root once fragments are unfolded, with an end to the looking. */
  function rootFields(set: SelectionSetNode, seen: ReadonlySet<string> = new Set()): number {
    return set.selections.reduce((count, selection) => {
      if (count > mostRootFields) return count;
      if (selection.kind === Kind.FIELD) return count + 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return count + rootFields(selection.selectionSet, seen);
      const name = selection.name.value;
      const fragment = seen.has(name) ? undefined : context.getFragment(name);
      return fragment ? count + rootFields(fragment.selectionSet, new Set([...seen, name])) : count;
    }, 0);
  }

  return {
    OperationDefinition(operation: OperationDefinitionNode) {
      const { levels, fields } = sizeOf(operation.selectionSet);
      const refuse = (what: string) => context.reportError(new GraphQLError(what, { nodes: [operation] }));
      if (levels > mostLevels) refuse(`The operation goes deeper than ${mostLevels} levels.`);
      else if (fields > mostFields) refuse(`The operation selects more than ${mostFields} fields.`);
      else if (rootFields(operation.selectionSet) > mostRootFields) {
        refuse(`The operation selects more than ${mostRootFields} root fields.`);
      }
      return false;
    },
  };
}
