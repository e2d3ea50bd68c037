import fc from 'fast-check';

/** Texts that have broken something somewhere. */
const texts = [
  '',
  ' ',
  '\t\r\n',
  '\u0000',
  'a\u0000b',
  '\u0001\u001b[31m\u007f\u0085',
  '\ud800',
  'a\udfffb',
  '\ufffe\uffff',
  '\u202eevil\u2066\u2069\u200f',
  '\u200b\u200d\ufeff',
  'Ω≈ç√ владелец 用户名 اسم المستخدم שם ผู้ใช้ ユーザー 한국어 ߊ ꦗ',
  '👩‍👩‍👧‍👦🏳️‍🌈𝒳𐍈',
  'Z̸̢̧̛̮͇̦a̷l̷g̵o̸',
  'İıſßŉΣς',
  "'; DROP TABLE users; --",
  "' OR 1=1 /*",
  '%_\\%',
  '\\',
  '\\u0000',
  '{1,2}',
  '{"a":1}',
  '[]',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x")',
  '+1-1',
  '@SUM(A1)',
  '../../../../etc/passwd',
  'C:\\CON',
  'file:///etc/passwd',
  '${7*7}#{7*7}{{7*7}}',
  '%00%0d%0aSet-Cookie: x=1',
  '$1 :name ?',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e309',
  '0x10',
  'Infinity',
  '2026-02-30T00:00:00Z',
  '::1%eth0',
  '256.256.256.256',
  '0.0.0.0/0',
  'a'.repeat(65),
  'é'.repeat(300),
  'x'.repeat(100_000),
  '𝒳'.repeat(5_000),
  '('.repeat(3_000),
];

export const hostileText = fc.oneof(
  // What PostgreSQL cannot keep, and UTF-8 cannot say.
  { arbitrary: fc.constantFrom('\u0000', 'a\u0000b', '\ud800', 'a\udfffb'), weight: 3 },
  { arbitrary: fc.constantFrom(...texts), weight: 4 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 40 }), weight: 2 },
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }), weight: 2 },
  { arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map(textOf), weight: 1 },
);

function textOf(units) {
  return String.fromCharCode(...units);
}

const numbers = [0, -0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e300, 0.5, 500, 501, 65_536];

export const hostileInt = fc.oneof(fc.constantFrom(...numbers), fc.integer(), fc.constantFrom('1', true, {}));

export const hostileFloat = fc.oneof(
  fc.constantFrom(...numbers, 91, 181, Number.MAX_VALUE, Number.MIN_VALUE),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const bigs = [0n, -1n, 2n ** 53n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n, -(2n ** 63n), -(2n ** 63n) - 1n, 10n ** 40n];

export const hostileBytes = fc.oneof(
  fc.constantFrom(...bigs.map(String), '', ' 1', '1.5', '1e3', '٣', '+1', '0x1', '00', -1, 1.5, 2 ** 63, 1e300, true),
  fc.bigInt().map(String),
  hostileInt,
);

const times = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '1582-10-10T00:00:00Z',
  '1969-12-31T23:59:59.999Z',
  '2024-02-29T23:59:60Z',
  '2023-02-29T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '+010000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '+275760-09-13T00:00:01Z',
  '2026-01-01',
  '2026-01-01T00:00:00',
  '2026-13-01T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:00:00.123456789123Z',
  '2026-01-01T00:00:00+99:99',
  '2026-01-01T00:00:00-23:59',
  'infinity',
  '-infinity',
  'now',
  '',
  0,
  1e18,
  -1,
  true,
];

export const hostileTime = fc.oneof(
  fc.constantFrom(...times),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  hostileText,
);

/** `{"a":{"a":…}}`, as deep as said. */
const nest = (depth) => {
  let value = {};
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
};

export const hostileJson = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(
    null,
    [],
    {},
    nest(50),
    nest(1_000),
    { __proto__: null, constructor: { prototype: 1 } },
    JSON.parse('{"__proto__":{"polluted":true}}'),
    Array(10_000).fill(0),
  ),
  fc.dictionary(hostileText, fc.oneof(hostileText, fc.constant(null), fc.integer())),
);
