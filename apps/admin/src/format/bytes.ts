const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** A decimal string of bytes as people write it: three digits and the fitting unit, 1 kB = 1000 B. */
export function formatBytes(bytes: string, language: string): string {
  let amount = Number(bytes);
  let unit = 0;
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  // English writes "5 byte" in its short form and "5B" in its narrow one, and kilobytes as everybody does.
  const unitDisplay = unit === 0 ? 'narrow' : 'short';
  const format = { style: 'unit', unit: units[unit], unitDisplay, maximumSignificantDigits: 3 } as const;
  return new Intl.NumberFormat(language, format).format(amount).replace(/(\d)(\p{L})/u, '$1\u00a0$2');
}
