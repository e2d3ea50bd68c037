/** As the panel shows amounts: 1 GB is a thousand million bytes. */
const gigabyte = 1_000_000_000n;
const parts = 1000n;

/** Bytes as a number of GB to write into a field: up to three digits behind the point, without zeros at the end. */
export function toGigabytes(bytes: string): string {
  const thousandths = (BigInt(bytes) * parts + gigabyte / 2n) / gigabyte;
  const rest = String(thousandths % parts)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(thousandths / parts) : `${thousandths / parts}.${rest}`;
}

/** What somebody wrote as GB, as bytes; nothing when it is no such number. */
export function fromGigabytes(text: string): string | undefined {
  const match = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!match?.[1]) return undefined;
  const thousandths = BigInt(match[1]) * parts + BigInt((match[2] ?? '').padEnd(3, '0'));
  return String((thousandths * gigabyte) / parts);
}
