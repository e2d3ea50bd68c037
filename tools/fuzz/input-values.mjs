import fc from 'fast-check';
import { isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { hostileBytes, hostileFloat, hostileInt, hostileJson, hostileText, hostileTime } from './hostile-values.mjs';
import { rarely } from './rarely.mjs';
import { kindOf, plausible } from './plausible-values.mjs';

const hostileOf = {
  Int: hostileInt,
  Float: hostileFloat,
  Boolean: fc.constantFrom('true', 0, null, 'yes', {}),
  Bytes: hostileBytes,
  DateTime: hostileTime,
  JSON: hostileJson,
  String: fc.oneof({ arbitrary: hostileText, weight: 19 }, fc.constantFrom(0, true, [], {})),
};

/** Weighted by how often each of a hundred is hostile. */
const hostileShare = 12;

const mostly = (usual, odd, share = hostileShare) =>
  fc.oneof({ arbitrary: usual, weight: 100 - share }, { arbitrary: odd, weight: share });

const seen = new Map();

/**
 * Values for an argument or a field of an input. Ids and cursors are stand-ins (`{ $id }`, `{ $cursor }`), which become
 * real ones when they are sent: rows come and go, and what is shrunk must go on meaning the same.
 */
export function valuesOf(type, name, parent) {
  const key = `${type} ${name} ${parent}`;
  let values = seen.get(key);
  if (!values) seen.set(key, (values = build(type, name, parent)));
  return values;
}

function build(type, name, parent) {
  if (isNonNullType(type)) return mostly(valuesOf(type.ofType, name, parent), fc.constant(null), 2);
  if (isListType(type)) return listOf(valuesOf(type.ofType, name, parent));
  if (isEnumType(type)) {
    const known = fc.constantFrom(...type.getValues().map((value) => value.name));
    return mostly(known, fc.constantFrom('NO_SUCH', '', 'constructor', '__proto__', 0), 4);
  }
  if (isInputObjectType(type)) return inputOf(type);
  if (type.name === 'ID') return idOf(kindOf(name, parent));
  if (name === 'after' || name === 'before') return cursor;
  return mostly(plausible(name, type.name), hostileOf[type.name]);
}

function listOf(item) {
  const long = fc.tuple(item, fc.constantFrom(101, 1_001, 6_000)).map(([one, count]) => ({ $many: { one, count } }));
  return fc.oneof(
    { arbitrary: fc.array(item, { maxLength: 3 }), weight: 97 },
    { arbitrary: long, weight: 1 },
    { arbitrary: item, weight: 2 },
  );
}

function inputOf(type) {
  const fields = Object.values(type.getFields()).map((field) => {
    const values = valuesOf(field.type, field.name, type.name);
    const isThere = isNonNullType(field.type) && field.defaultValue === undefined ? 99 : 15;
    const given = values.map((value) => [field.name, value]);
    return fc.oneof({ arbitrary: given, weight: isThere }, { arbitrary: fc.constant(null), weight: 100 - isThere });
  });
  const record = fc.tuple(...fields).map((entries) => Object.fromEntries(entries.filter(Boolean)));
  const odd = fc.oneof(
    hostileJson,
    record.map((value) => ({ ...value, noSuchField: 1 })),
  );
  return mostly(record, odd, 2);
}

function idOf(kind) {
  const whose = fc.oneof(
    { arbitrary: fc.constant('own'), weight: 6 },
    { arbitrary: fc.constantFrom('north', 'south', 'operator'), weight: 4 },
  );
  const kinds = mostly(fc.constant(kind), fc.constantFrom('User', 'Tenant', 'Account', 'Server', 'Group'), 4);
  const known = fc.record({ whose, kind: kinds, nth: fc.nat(30) }).map(($id) => ({ $id }));
  const garbage = fc.oneof(hostileText, fc.uuid(), fc.constant('00000000-0000-0000-0000-000000000000'), fc.integer());
  return mostly(known, garbage, 12);
}

/** The nth cursor somebody was given, perhaps with a character changed, or nothing that ever was one. */
const cursor = fc.oneof(
  {
    arbitrary: fc
      .record({ nth: fc.nat(50), flip: rarely(fc.nat(60), 20, null), cut: rarely(fc.nat(60), 10, null) })
      .map(($cursor) => ({ $cursor })),
    weight: 3,
  },
  { arbitrary: hostileText, weight: 1 },
  { arbitrary: fc.jsonValue({ maxDepth: 2 }).map((value) => encoded(JSON.stringify(value))), weight: 1 },
);

function encoded(text) {
  return Buffer.from(text).toString('base64url');
}
