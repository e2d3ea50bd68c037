/**
 * What goes to the panel's people is for finding faults, and names neither who came from where and went where, nor anything
 * that opens a door. An id of ours (UUIDv7) stays; other UUIDs are credentials of VLESS and VMess.
 */
const rules: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [^-]+-----[\s\S]*?(?:-----END [^-]+-----|$)/g, '[secret]'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-(?!7)[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '[secret]'],
  // Keys and passwords in base64 or hexadecimal.
  [/(?<![\w+/=-])(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])(?![0-9a-f]{8}-[0-9a-f]{4}-7)[\w+/=-]{22,}/gi, '[secret]'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '[address]'],
  // IPv6: no time of day is written with three colons, or two together.
  [/(?<![\w:])(?=[0-9a-f:]*(?:::|:[0-9a-f]+:[0-9a-f]*:))(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi, '[address]'],
  [/\b(?=[a-z0-9-]*[a-z])(?:[a-z0-9-]+\.)+[a-z]{2,}(?=:\d+)/gi, '[address]'],
  [/(?<=["']?(?:password|secret|token|private_?key|authorization)["']?\s*[:=]\s*["']?)[^\s"',}]+/gi, '[secret]'],
];

export function redacted(text: string): string {
  return rules.reduce((kept, [pattern, instead]) => kept.replace(pattern, instead), text);
}
