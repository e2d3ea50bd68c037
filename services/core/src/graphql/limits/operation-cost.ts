import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  Kind,
  type GraphQLNamedType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { Fragments } from './operation-size';

/** For lists of which only the answer tells the length. */
const assumedItems = 10;
/** What `page` means where it does not say how many. */
const pageItems = 50;

export type Variables = Readonly<Record<string, unknown>>;

/**
 * What an operation may cost at most: every field it could answer with counts one, so a list multiplies what is selected
 * of its items by as many as the page asks for. Follows fragments; the document must be valid, and within its limits.
 */
export function costOf(
  operation: OperationDefinitionNode,
  { schema, fragments, variables }: { schema: GraphQLSchema; fragments: Fragments; variables: Variables },
): number {
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
  );

  function ofSet(set: SelectionSetNode, parent: GraphQLNamedType, page: number | undefined): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += ofField(selection, parent, page);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : undefined;
        cost += ofSet(selection.selectionSet, type ?? parent, page);
      } else {
        const fragment = fragments.get(selection.name.value);
        const type = fragment && schema.getType(fragment.typeCondition.name.value);
        if (fragment && type) cost += ofSet(fragment.selectionSet, type, page);
      }
    }
    return cost;
  }

  /** @param page how many items the connection this field belongs to was asked for */
  function ofField(node: FieldNode, parent: GraphQLNamedType, page: number | undefined): number {
    const field = fieldOf(schema, parent, node.name.value);
    if (!field || !node.selectionSet) return 1;
    const asked = itemsAsked(node, field);
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 1;
    const times = isList(field.type) ? (asked ?? page ?? assumedItems) : 1;
    return 1 + times * ofSet(node.selectionSet, type, isList(field.type) ? undefined : asked);
  }

  function itemsAsked(node: FieldNode, field: GraphQLField<unknown, unknown>): number | undefined {
    const named = (name: string): unknown => {
      const argument = node.arguments?.find((one) => one.name.value === name);
      return argument && valueOf(argument.value);
    };
    if (field.args.some(({ name }) => name === 'page')) {
      const page = named('page') as { first?: unknown; last?: unknown } | null | undefined;
      return count(page?.first) ?? count(page?.last) ?? pageItems;
    }
    return count(named('first')) ?? count(named('last')) ?? count(named('limit'));
  }

  function valueOf(node: ValueNode): unknown {
    switch (node.kind) {
      case Kind.VARIABLE: {
        const name = node.name.value;
        if (Object.hasOwn(variables, name)) return variables[name];
        const fallback = defaults[name];
        return fallback && valueOf(fallback);
      }
      case Kind.INT:
        return Number(node.value);
      case Kind.OBJECT:
        return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, valueOf(value)]));
      default:
        return undefined;
    }
  }

  const root = schema.getRootType(operation.operation);
  return root ? ofSet(operation.selectionSet, root, undefined) : 0;
}

/** Only what a page may hold multiplies; a number it will be refused for does not. */
function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}

function fieldOf(schema: GraphQLSchema, parent: GraphQLNamedType, name: string) {
  if (name === '__schema' || name === '__type') {
    const type = schema.getType(name === '__schema' ? '__Schema' : '__Type');
    return type ? ({ type, args: [] } as unknown as GraphQLField<unknown, unknown>) : undefined;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
