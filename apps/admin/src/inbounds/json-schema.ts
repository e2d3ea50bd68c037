/** As much of JSON Schema 2020-12 as the settings of inbounds use. */
export interface JsonSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly writeOnly?: boolean;
}

export type Settings = Readonly<Record<string, unknown>>;

export function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The settings of several parts together: each part takes none but its own, their sum takes all of them. */
export function joined(parts: readonly JsonSchema[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map(({ properties }) => properties ?? {})) as Record<string, JsonSchema>,
    required: parts.flatMap(({ required }) => required ?? []),
    additionalProperties: false,
  };
}

export type FieldKind =
  | ('text' | 'long-text' | 'secret' | 'number' | 'yes-no' | 'choice' | 'choices' | 'lines' | 'pairs')
  | ('group' | 'list' | 'variants');

/** What to ask for a value of a schema with. */
export function kindOf(schema: JsonSchema): FieldKind {
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants?.every(({ type }) => type === 'object')) return 'variants';
  if (variants) return 'text';
  if (schema.enum) return 'choice';
  if (schema.type === 'array')
    return schema.items?.enum ? 'choices' : schema.items?.type === 'object' ? 'list' : 'lines';
  if (schema.type === 'object') return schema.properties ? 'group' : 'pairs';
  if (schema.type === 'boolean') return 'yes-no';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (isLong(schema)) return 'long-text';
  return schema.writeOnly ? 'secret' : 'text';
}

/** Of a certificate, or of a page. */
function isLong({ maxLength }: JsonSchema): boolean {
  return maxLength !== undefined && maxLength > 20_000;
}

/** The least a value of a schema can begin with: what has defaults is left to them. */
export function emptyOf(schema: JsonSchema): unknown {
  const [variant] = schema.oneOf ?? schema.anyOf ?? [];
  if (variant && kindOf(schema) === 'variants') return emptyOf(variant);
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.type === 'array') return [];
  if (schema.type !== 'object') return undefined;
  const entries = Object.entries(schema.properties ?? {})
    .filter(([name, inner]) => schema.required?.includes(name) || inner.const !== undefined)
    .map(([name, inner]) => [name, emptyOf(inner)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Which of several shapes a value has: the one whose fixed values are its own. */
export function variantOf(variants: readonly JsonSchema[], value: unknown): number {
  const place = variants.findIndex(({ properties }) =>
    Object.entries(properties ?? {}).every(
      ([name, { const: fixed }]) => fixed === undefined || (isSettings(value) && value[name] === fixed),
    ),
  );
  return Math.max(place, 0);
}

/** Keeps of settings what a schema knows, as when another protocol is chosen. */
export function fitting(schema: JsonSchema, settings: Settings): Settings {
  const known = Object.entries(settings).filter(
    ([name]) => schema.properties && Object.hasOwn(schema.properties, name),
  );
  const wanted = emptyOf(schema);
  return { ...(isSettings(wanted) ? wanted : {}), ...Object.fromEntries(known) };
}

/** A copy with one value replaced, or taken out by undefined. */
export function withValue(settings: Settings, name: string, value: unknown): Settings {
  if (value !== undefined) return { ...settings, [name]: value };
  return Object.fromEntries(Object.entries(settings).filter(([other]) => other !== name));
}
