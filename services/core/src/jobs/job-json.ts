import type { Json } from './job';

/**
 * A value as JSON that comes back as it was: instants and 64-bit numbers are marked, `undefined` is left out. Inputs of jobs
 * are written so; they are read by the release that wrote them, or the next.
 */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (typeof value === 'bigint') return { $int: value.toString() };
  if (value instanceof Date) return { $time: value.toISOString() };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [key, toJson(item)]));
  }
  throw new TypeError(`a ${typeof value} cannot be kept as JSON`);
}

/** What `toJson` was given. The caller says what that was. */
export function fromJson<T>(json: Json): T {
  return revived(json) as T;
}

function revived(json: Json): unknown {
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map(revived);
  const entries = Object.entries(json as Readonly<Record<string, Json>>);
  const [only] = entries;
  if (only && entries.length === 1 && typeof only[1] === 'string') {
    if (only[0] === '$int') return BigInt(only[1]);
    if (only[0] === '$time') return new Date(only[1]);
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, revived(item)]));
}
