const gibibyte = 1_073_741_824n;
const parts = 1000n;

/** Bytes as a number of GiB to write into a field: up to three digits behind the point, without zeros at the end. */
export function toGibibytes(bytes: string): string {
  const thousandths = (BigInt(bytes) * parts + gibibyte / 2n) / gibibyte;
  const rest = String(thousandths % parts)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(thousandths / parts) : `${thousandths / parts}.${rest}`;
}

/** What somebody wrote as GiB, as bytes; nothing when it is no such number. */
export function fromGibibytes(text: string): string | undefined {
  const match = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!match?.[1]) return undefined;
  const thousandths = BigInt(match[1]) * parts + BigInt((match[2] ?? '').padEnd(3, '0'));
  return String((thousandths * gibibyte) / parts);
}
