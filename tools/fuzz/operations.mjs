import fc from 'fast-check';
import { getNamedType, isLeafType } from 'graphql';
import { valuesOf } from './input-values.mjs';
import { schema } from './schema.mjs';

/**
 * A field as it is asked for, not yet text.
 *
 * @typedef {{ on: string, field: any, alias?: string, directive?: string, args: { arg: any, value: unknown, inline: boolean }[],
 *   selections: Selection[], wrap: 'plain' | 'inline' | 'fragment' }} Selection
 */

const deepest = 5;
/** Not asked for as often as others: each takes seconds or leaves the rest without an answer meanwhile. */
const costly = new Set(['restartService', 'backupDatabase']);
/** The last ones are refused wherever they stand. */
const alias = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 900 },
  { arbitrary: fc.constantFrom('a', 'b', 'c', 'd'), weight: 99 },
  { arbitrary: fc.constantFrom('__x', 'constructor', 'toString'), weight: 1 },
);
const directive = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 20 },
  {
    arbitrary: fc.constantFrom('@skip(if: false)', '@include(if: true)', '@skip(if: true)', '@include(if: false)'),
    weight: 1,
  },
  { arbitrary: fc.constantFrom('@skip(if: $no) @include(if: $yes)', '@include(if: $no)'), weight: 1 },
);
const wrap = fc.oneof(
  { arbitrary: fc.constant('plain'), weight: 12 },
  { arbitrary: fc.constantFrom('inline', 'fragment'), weight: 2 },
);

const known = new Map();

/** @returns {fc.Arbitrary<Selection[]>} some fields of a type, those below them included */
function selectionsOf(type, depth) {
  const key = `${type.name} ${depth}`;
  let selections = known.get(key);
  if (!selections) known.set(key, (selections = buildSelections(type, depth)));
  return selections;
}

function buildSelections(type, depth) {
  const fields = Object.values(type.getFields()).filter(
    (field) => depth < deepest || isLeafType(getNamedType(field.type)),
  );
  if (fields.length === 0) return fc.constant([typename(type)]);
  const one = fc.oneof(
    { arbitrary: fc.constant(typename(type)), weight: 1 },
    ...fields.map((field) => ({ arbitrary: fieldOf(type, field, depth), weight: 3 })),
  );
  return fc.uniqueArray(one, { minLength: 1, maxLength: 5, selector: (node) => node.alias ?? node.field.name });
}

function typename(type) {
  return { on: type.name, field: { name: '__typename', type: undefined }, args: [], selections: [], wrap: 'plain' };
}

/** @returns {fc.Arbitrary<Selection>} */
function fieldOf(on, field, depth) {
  const type = getNamedType(field.type);
  const args = field.args.map((arg) => argumentOf(arg, field.name));
  return fc.record({
    on: fc.constant(on.name),
    field: fc.constant(field),
    alias,
    directive: on === schema.getSubscriptionType() ? fc.constant(undefined) : directive,
    args: fc.tuple(...args).map((all) => all.filter(Boolean)),
    selections: isLeafType(type) ? fc.constant([]) : selectionsOf(type, depth + 1),
    wrap,
  });
}

function argumentOf(arg, fieldName) {
  const isNeeded = String(arg.type).endsWith('!');
  const given = fc
    .record({ value: valuesOf(arg.type, arg.name, fieldName), inline: fc.integer({ max: 6, min: 0 }) })
    .map(({ value, inline }) => ({ arg, value, inline: inline === 6 }));
  return isNeeded ? given : fc.option(given, { freq: 2 });
}

const roots = (type) => {
  const fields = Object.values(type.getFields());
  return fc.oneof(
    ...fields.map((field) => ({ arbitrary: fieldOf(type, field, 1), weight: costly.has(field.name) ? 10 : 25 })),
  );
};

const several = (type) =>
  fc.oneof(
    { arbitrary: roots(type).map((one) => [one]), weight: 4 },
    {
      arbitrary: fc.uniqueArray(roots(type), {
        minLength: 1,
        maxLength: 4,
        selector: (node) => node.alias ?? node.field.name,
      }),
      weight: 1,
    },
  );

/** Operations that are good GraphQL of this schema, with values that may be anything. */
export const operation = fc.oneof(
  {
    arbitrary: several(schema.getQueryType()).map((selections) => ({ kind: 'query', selections })),
    weight: 9,
  },
  {
    arbitrary: several(schema.getMutationType()).map((selections) => ({ kind: 'mutation', selections })),
    weight: 12,
  },
);

export const subscription = roots(schema.getSubscriptionType()).map((one) => ({
  kind: 'subscription',
  selections: [{ ...one, wrap: 'plain' }],
}));
