import type { VerifiedArchive } from './verify-archive';

/** What is in an archive, as a table for people. */
export function report({ description, manifest, masterKeys }: VerifiedArchive): string {
  const rows = description.services.map(({ name, tables, migrations }) => {
    const sums = manifest.tables.filter(({ service }) => service === name);
    const total = (of: 'rows' | 'bytes') => sums.reduce((sum, one) => sum + one[of], 0);
    return [name, String(tables.length), String(total('rows')), String(total('bytes')), String(migrations.length)];
  });
  const table = [['database', 'tables', 'rows', 'bytes', 'migrations'], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}`;
  const facts = `Archive of ${description.createdAt.toISOString()}, release ${description.release}, generation ${description.generation}`;
  return [`${facts}${masterKeys ? ', with master keys' : ''}`, ...table.map(line)].join('\n');
}
