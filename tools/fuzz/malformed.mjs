import fc from 'fast-check';
import { hostileJson, hostileText } from './hostile-values.mjs';

const json = { 'content-type': 'application/json' };
const send = (body, headers = json, method = 'POST') => ({ body, headers, method });
const query = (text, more = {}) => send(JSON.stringify({ query: text, ...more }));
const times = (count, text) => Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** A person within an account within … no type of ours is that deep without a detour. */
const deep = (depth) => `{ servers { ${'inbounds { server { '.repeat(depth)} id ${'} }'.repeat(depth)} } }`;

/** Documents beyond a limit: all of them must be refused, whoever asks. */
export const overLimit = fc.constantFrom(
  query(deep(20)),
  query(deep(400)),
  query(`{ ${times(31, (n) => `a${n}: healthCheck { state }`)} }`),
  query(`{ ${times(400, (n) => `a${n}: healthCheck { state }`)} }`),
  query(`{ healthCheck { ${times(501, () => 'state')} } }`),
  query(`{ me { ...a } } fragment a on Account { ...b } fragment b on Account { ...a }`),
  query(`{ me { ...a } } fragment a on Account { id ...a }`),
  query(
    `{ me { ...f0 } } ${times(40, (n) => `fragment f${n} on Account { id ...f${n + 1} }`)} fragment f40 on Account { id }`,
  ),
  query(
    `{ me { ${times(40, () => '...a')} } } fragment a on Account { ${times(20, () => '...b')} } fragment b on Account { id id id }`,
  ),
  query(`{ ${'#'.repeat(40_000)}\n me { id } }`),
  query(`{ me { ${'id '.repeat(20_000)} } }`),
  query(`query (${times(700, (n) => `$v${n}: Int`)}) { me { id } }`),
  query(`{ me ${'@include(if: true) '.repeat(500)} { id } }`),
  query(`{ me { id(x: ${'['.repeat(2_000)}${']'.repeat(2_000)}) } }`),
  query(`{ me { id(x: ${'{a:'.repeat(2_000)}1${'}'.repeat(2_000)}) } }`),
  send(JSON.stringify({ query: '{ me { id } }', variables: { x: 'y'.repeat(1_100_000) } })),
  send(JSON.stringify(Array(50).fill({ query: '{ healthCheck { state } }' }))),
);

const fragments = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '"',
  '"""',
  '...',
  '$',
  '@',
  '!',
  ':',
  '#',
  '\\',
  '&',
  '|',
  '=',
  ' ',
  ',',
];
const words = ['query', 'mutation', 'subscription', 'fragment', 'on', 'me', 'id', 'users', 'true', 'null', '1', '-1e9'];
const soup = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.constantFrom(...words), hostileText), { maxLength: 40 })
  .map((parts) => parts.join(' '));

const good = '{"query":"{ me { id username } healthCheck { state } }","variables":{}}';
const types = [
  'text/plain',
  'application/json; charset=utf-16',
  'application/graphql',
  'multipart/form-data',
  '',
  'a/b/c',
  'application/json; charset=nope',
];

/** Bodies and documents nobody's client sends. */
export const malformed = fc.oneof(
  soup.map((text) => query(text)),
  fc.tuple(fc.nat(good.length), hostileText).map(([at, text]) => send(good.slice(0, at) + text + good.slice(at + 1))),
  fc.nat(good.length).map((at) => send(good.slice(0, at))),
  hostileJson.map((value) => send(JSON.stringify(value))),
  fc
    .tuple(hostileJson, hostileJson)
    .map(([variables, extensions]) =>
      send(JSON.stringify({ query: 'query ($id: ID!) { user(id: $id) { id } }', variables, extensions })),
    ),
  fc
    .tuple(hostileJson, hostileJson)
    .map(([text, operationName]) => send(JSON.stringify({ query: text, operationName }))),
  hostileText.map((operationName) => query('query A { me { id } } query B { me { name } }', { operationName })),
  fc.constantFrom(...types).map((type) => send(good, type ? { 'content-type': type } : {})),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => send(Buffer.from(bytes))),
  fc.constantFrom('GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'HEAD').map((method) => send(undefined, {}, method)),
  fc
    .oneof(hostileText, fc.constant('a'.repeat(64)))
    .map((sha256Hash) => send(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash } } }))),
  fc.constantFrom('gzip', 'br', 'nope').map((encoding) => send(good, { ...json, 'content-encoding': encoding })),
);
