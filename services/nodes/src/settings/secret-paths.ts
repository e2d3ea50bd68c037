import type { InboundKind } from './definition';
import { jsonSchemaOf } from './json-schemas';
import { protocolParts, securityParts, transportParts } from './parts';

interface JsonSchema {
  readonly writeOnly?: boolean;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** The way to a value: names of properties, and "*" for each item of a list. */
export type SecretPath = readonly string[];

export const eachItem = '*';

const known = new Map<object, readonly SecretPath[]>();

/** Where the settings of such an inbound keep secrets, by what their schemas say. */
export function secretPathsOf({ protocol, network, security }: Pick<InboundKind, 'protocol' | 'network' | 'security'>) {
  return [protocolParts[protocol], transportParts[network], securityParts[security]].flatMap((part) => {
    let paths = known.get(part);
    if (!paths) known.set(part, (paths = writeOnlyIn(jsonSchemaOf(part))));
    return paths;
  });
}

function writeOnlyIn(schema: JsonSchema, path: SecretPath = []): SecretPath[] {
  if (schema.writeOnly === true) return [path];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => writeOnlyIn(inner, [...path, name])),
    ...(schema.items ? writeOnlyIn(schema.items, [...path, eachItem]) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((inner) => writeOnlyIn(inner, path)),
  ];
}
