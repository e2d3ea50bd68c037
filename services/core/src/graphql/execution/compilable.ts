import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  getNamedType,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * Whether graphql-jit answers a document exactly as graphql-js does. It does not
 *
 * - where a variable stands inside an object or a list: one that is not given becomes null there instead of absent,
 * - where the type of an object is only known at run time, if that takes a promise.
 *
 * Mutations stay with graphql-js for its order, and because nothing is gained.
 */
export function isCompilable(schema: GraphQLSchema, document: DocumentNode): boolean {
  let compilable = true;
  let insideValue = 0;
  const types = new TypeInfo(schema);
  const enter = (): void => void (insideValue += 1);
  const leave = (): void => void (insideValue -= 1);
  visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition({ operation }) {
        if (operation !== OperationTypeNode.QUERY) compilable = false;
      },
      Field() {
        const type = types.getType();
        if (type && isAbstractType(getNamedType(type))) compilable = false;
      },
      ObjectValue: { enter, leave },
      ListValue: { enter, leave },
      Variable(_node, _key, parent) {
        const defines =
          !Array.isArray(parent) && (parent as { kind?: string } | undefined)?.kind === Kind.VARIABLE_DEFINITION;
        if (insideValue > 0 && !defines) compilable = false;
      },
    }),
  );
  return compilable;
}
