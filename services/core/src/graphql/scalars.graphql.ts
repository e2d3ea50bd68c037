import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { isDate } from 'node:util/types';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** A `Date` inside, RFC 3339 text outside. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize(value) {
    if (isDate(value)) return value.toISOString();
    throw new GraphQLError('DateTime can only write a Date');
  },
  parseValue: (value) => parseInstant(value),
  parseLiteral: (node) => parseInstant(textOf(node)),
});

/** A `bigint` inside, a decimal string outside. */
export const Bytes = new GraphQLScalarType<bigint, string>({
  name: 'Bytes',
  serialize(value) {
    if (typeof value === 'bigint') return value.toString();
    throw new GraphQLError('Bytes can only write a bigint');
  },
  parseValue: (value) => parseBytes(value),
  parseLiteral: (node) => parseBytes(textOf(node)),
});

/** Any value of JSON, as it is. */
export const Json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

function textOf(node: ValueNode): string | undefined {
  return node.kind === Kind.STRING ? node.value : undefined;
}

function parseInstant(value: unknown): Date {
  const date = typeof value === 'string' && instant.test(value) ? new Date(value) : undefined;
  if (date && !Number.isNaN(date.getTime())) return date;
  throw new GraphQLError('A DateTime is RFC 3339 text, such as 2026-11-21T08:30:00.000Z');
}

function parseBytes(value: unknown): bigint {
  if (typeof value === 'string' && /^\d{1,19}$/.test(value) && BigInt(value) < 2n ** 63n) return BigInt(value);
  throw new GraphQLError('Bytes are a decimal string from 0 to 9223372036854775807');
}
