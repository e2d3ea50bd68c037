import { redact } from '../log/redaction';

export type Fields = Readonly<Record<string, unknown>>;

/** A thing has at most this much to say in the audit; the rest of a long text is no record but a document. */
const mostCharacters = 2_000;

/** The fields that differ, as JSON texts. Secrets are taken out, after the comparison: that one changed is worth a record. */
export function changedFields(
  before: Fields | undefined,
  after: Fields | undefined,
): { before: string; after: string } {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = before && after ? names.filter((name) => text(before[name]) !== text(after[name])) : names;
  return { before: pick(before, changed), after: pick(after, changed) };
}

function pick(fields: Fields | undefined, names: readonly string[]): string {
  if (!fields) return '';
  const picked = Object.fromEntries(
    names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]),
  );
  return JSON.stringify(redact(picked), shortened);
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? `${item}n` : item)) ?? '';
}

function shortened(_name: string, value: unknown): unknown {
  return typeof value === 'string' && value.length > mostCharacters ? `${value.slice(0, mostCharacters)}…` : value;
}
