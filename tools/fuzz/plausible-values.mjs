import fc from 'fast-check';

/** Kinds of things that have an id, by the words that argument and field names speak of them in. */
const kinds = {
  user: 'User',
  group: 'Group',
  host: 'Host',
  server: 'Server',
  inbound: 'Inbound',
  account: 'Account',
  session: 'Session',
  tenant: 'Tenant',
  role: 'Role',
  apitoken: 'ApiToken',
  device: 'Device',
  job: 'Job',
  backup: 'BackupResult',
  notification: 'Notification',
  upload: 'Upload',
};

const ownWords = [
  [/password/i, 'Device'],
  [/credentials/i, 'User'],
  [/progress/i, 'Job'],
  [/link/i, 'User'],
];

/** What an id called `name` of `parent` (a field or an input) names, e.g. `groupIds` a group. */
export function kindOf(name, parent) {
  const words = /^ids?$/i.test(name) ? parent : name;
  const found = Object.keys(kinds).find((word) => words.toLowerCase().includes(word));
  if (name === 'ids' && /^(markNotifications|notification)/.test(parent)) return 'Notification';
  if (/UserFilter/.test(parent) && name === 'ids') return 'User';
  if (/(resetPassword)/.test(parent)) return 'Account';
  if (/apitoken/i.test(words)) return 'ApiToken';
  return found ? kinds[found] : (ownWords.find(([pattern]) => pattern.test(parent))?.[1] ?? 'User');
}

const word = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'),
  minLength: 3,
  maxLength: 12,
});
/** Of everybody, until they change it. */
export const usualPassword = 'seven grey boats at dawn';
const password = word.map((text) => `${text} and nine grey boats`);
const time = fc.integer({ min: -40, max: 400 }).map((days) => new Date(Date.UTC(2026, 6, 1) + days * 86_400_000));

/** By the name of a field, values that have a chance. */
const byName = {
  username: word,
  ownerUsername: word,
  slug: word,
  name: word,
  tag: word,
  remark: word,
  pattern: word.map((text) => `${text}-{n}`),
  search: word.map((text) => text.slice(0, 2)),
  password,
  ownerPassword: password,
  currentPassword: fc.constant(usualPassword),
  newPassword: password,
  passphrase: password,
  zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia'),
  role: fc.constantFrom('owner', 'admin', 'support', 'reseller', 'customer', 'integrator'),
  tenant: fc.constantFrom('operator', 'default', 'north', 'south'),
  permissions: fc.constantFrom('core.user.read', 'core.user.update', 'auth.role.write', 'system.backup.create', '*'),
  scopes: fc.constantFrom('core.user.read', 'core.user.update', 'core.group.write', 'auth.role.write', '*'),
  addresses: fc.constantFrom('192.0.2.1', '2001:db8::1', 'example.com', '*.example.com', 'exämple.com'),
  listen: fc.constantFrom('::', '0.0.0.0', '127.0.0.1', '/run/x.sock'),
  port: fc.integer({ min: 1, max: 65_535 }),
  lastPort: fc.integer({ min: 1, max: 65_535 }),
  email: word.map((text) => `${text}@example.com`),
  telegramId: fc.nat().map(String),
  country: fc.constantFrom('DE', 'us', 'JP'),
  countries: fc.constantFrom('DE', 'US', 'JP'),
  alpn: fc.constantFrom('h2', 'http/1.1', 'h3'),
  fingerprint: fc.constantFrom('chrome', 'firefox'),
  sni: fc.constantFrom('example.com', 'www.example.org'),
  path: fc.constantFrom('/', '/ws?ed=2048'),
  kind: fc.constantFrom('user', 'account', 'tenant'),
  first: fc.integer({ min: 1, max: 20 }),
  last: fc.integer({ min: 1, max: 20 }),
  count: fc.integer({ min: 1, max: 30 }),
  seconds: fc.integer({ min: -86_400, max: 864_000 }),
  validitySeconds: fc.integer({ min: 60, max: 864_000 }),
  durationSeconds: fc.integer({ min: 60, max: 864_000 }),
  expectedRevision: fc.integer({ min: 1, max: 4 }),
  // A server that its owner shares is everybody's to read: no row that is planted may become one.
  shared: fc.constant(false),
  settings: fc.constantFrom(
    {},
    {},
    {},
    null,
    { rawSettings: {} },
    { method: '2022-blake3-aes-128-gcm', password: 'AAAAAAAAAAAAAAAAAAAAAA==' },
    { addressPools: { ipv4: '10.0.0.0/24' } },
    { websocketSettings: { path: '/x' } },
    { tlsSettings: { serverName: 'example.com', certificates: [] } },
    { realitySettings: { target: 'a:1', serverNames: ['a'], shortIds: [''] } },
  ),
};

const byType = {
  Int: fc.integer({ min: 1, max: 100 }),
  Float: fc.double({ min: -90, max: 90, noNaN: true }),
  Boolean: fc.boolean(),
  Bytes: fc.bigInt({ min: 0n, max: 10n ** 13n }).map(String),
  DateTime: time.map((date) => date.toISOString()),
  JSON: fc.constantFrom({}, { a: 1 }),
  String: word,
};

/** @param {string} name of the field or argument @param {string} type of a scalar */
export function plausible(name, type) {
  return byName[name] ?? byType[type] ?? word;
}
