const units = ['kilobit', 'megabit', 'gigabit', 'terabit'] as const;

/** Bytes per second as people write what a line carries: in bits, in the fitting unit. */
export function formatBitrate(bytesPerSecond: number, language: string): string {
  let amount = (bytesPerSecond * 8) / 1000;
  let unit = 0;
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const format = { style: 'unit', unit: `${units[unit]}-per-second`, maximumSignificantDigits: 3 } as const;
  // English shortens bits to "b", which people take for bytes.
  return new Intl.NumberFormat(language, format).format(amount).replace(/([kMGT])b\//, '$1bit/');
}
