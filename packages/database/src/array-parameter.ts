/** What stands in an array of PostgreSQL's as it is: identifiers, numbers, moments; nothing that would need quotes. */
const plain = /^[\w.:+-]+$/;

/** An array as PostgreSQL reads it, where that is simple: pg itself goes through each element letter by letter. */
export function arrayParameter(values: readonly unknown[]): unknown {
  const texts: string[] = [];
  for (const value of values) {
    const text = textOf(value);
    if (text === undefined) return values.map((one) => (one instanceof Date ? one.toISOString() : one));
    texts.push(text);
  }
  return `{${texts.join(',')}}`;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return String(value);
  if (value === null) return 'NULL';
  if (typeof value === 'string') return plain.test(value) && !isNull(value) ? value : undefined;
  return value instanceof Date ? value.toISOString() : undefined;
}

function isNull(text: string): boolean {
  return text.length === 4 && text.toUpperCase() === 'NULL';
}
