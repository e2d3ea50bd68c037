import { redactedFields } from '@vortex/contracts/catalog';

const redacted = '[redacted]';
const deepest = 8;

const secretNames = new Set(
  [
    ...redactedFields,
    'passphrase',
    'secret',
    'token',
    'authorization',
    'proxyAuthorization',
    'cookie',
    'setCookie',
    'apiKey',
    'privateKey',
    'masterKey',
    'signingKey',
    'presharedKey',
    'jwt',
    'otp',
    'mfaCode',
    'credential',
    'credentials',
  ].map(plain),
);
const secretEndings = ['password', 'secret', 'token', 'privatekey', 'apikey', 'passphrase'];

/** `set-cookie`, `SetCookie` and `set_cookie` are one name. */
function plain(name: string): string {
  return name.replace(/[-_\s]/g, '').toLowerCase();
}

function isSecretName(name: string): boolean {
  const text = plain(name);
  return secretNames.has(text) || secretEndings.some((ending) => text.endsWith(ending));
}

const masks: readonly (readonly [RegExp, string])[] = [
  [/(\/sub\/)[^/?#\s"']+/g, `$1${redacted}`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${redacted}`],
  [/\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g, redacted],
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]+@/gi, `$1${redacted}@`],
  [/([?&](?:[\w-]*token|password|secret|api_?key|code|access_key)=)[^&\s#"']+/gi, `$1${redacted}`],
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?-----END \1-----/g, redacted],
];

/** Takes out of a text what looks like a secret: link tokens, bearer tokens, passwords in URLs, private keys. */
export function maskText(text: string): string {
  return masks.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}

/** A copy of `value` that can be logged: secrets are taken out at any depth, cycles and great depth are cut. */
export function redact(value: unknown, seen: readonly object[] = []): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (seen.includes(value) || seen.length >= deepest) return '[cut]';
  const path = [...seen, value];
  if (value instanceof Error) return redactError(value, path);
  if (Array.isArray(value)) return value.map((item) => redact(item, path));
  if (value instanceof Set) return [...value].map((item) => redact(item, path));
  return redactFields(value instanceof Map ? (Object.fromEntries(value) as object) : value, path);
}

function redactFields(value: object, path: readonly object[]): Record<string, unknown> {
  return Object.fromEntries(
    // That something is a secret, or must be changed, is none itself.
    Object.entries(value).map(([name, item]) => [
      name,
      isSecretName(name) && typeof item !== 'boolean' ? redacted : redact(item, path),
    ]),
  );
}

function redactError(error: Error, path: readonly object[]): Record<string, unknown> {
  return {
    ...redactFields(error, path),
    type: error.name,
    message: maskText(error.message),
    stack: maskText(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, path) }),
  };
}
