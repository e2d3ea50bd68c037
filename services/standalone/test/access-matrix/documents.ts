import {
  getNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

export type Kind = 'Query' | 'Mutation' | 'Subscription';

/** What takes a permission of its own, or a call to another service. The arrangement has rows of their own for them. */
export const guardedFields: ReadonlySet<string> = new Set([
  'User.subscriptionLink',
  'Device.credentials',
  'Device.tunnelAddresses',
  'Group.inbounds',
  'ConfigurationVersion.server',
  'Inbound.groups',
  'Inbound.server',
  'RolloutServer.server',
  'Server.inbounds',
  'ServerTrafficShare.server',
  'InboundTrafficShare.inbound',
]);

/** Every operation of a schema, as `Query.users`. */
export function operationsOf(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`));
}

/** A document for one operation: each argument a variable of its name, and all there is to select. */
export function documentOf(schema: GraphQLSchema, kind: Kind, field: string, selected?: string): string {
  const type = schema.getType(kind);
  const found = isObjectType(type) ? type.getFields()[field] : undefined;
  if (!found) throw new Error(`the schema has no ${kind}.${field}`);
  const head = found.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const values = found.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = selected ?? selectionOf(found.type, new Set());
  const operation = kind.toLowerCase();
  return `${operation} ${head && `(${head})`} { ${field} ${values && `(${values})`} ${selection} }`;
}

/** Everything below a type, nested relations included, each type once on the way down. */
function selectionOf(type: GraphQLOutputType, above: ReadonlySet<string>): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const below = new Set([...above, named.name]);
  const parts = Object.values(named.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    // A connection's `nodes` are what its edges hold.
    if (guardedFields.has(`${named.name}.${field.name}`) || (field.name === 'node' && named.name.endsWith('Edge')))
      return [];
    if (field.args.some(isRequiredArgument) || below.has(inner.name)) return [];
    return isLeafType(inner) ? [field.name] : [`${field.name} ${selectionOf(field.type, below)}`];
  });
  return `{ ${parts.join(' ')} }`;
}
