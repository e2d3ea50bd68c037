import type { AuditEntry } from './audit.queries';

const columns = [
  'at',
  'actor_kind',
  'actor',
  'role',
  'action',
  'subject_kind',
  'subject',
  'subject_ids',
  'address',
  'changes',
];

/** The first line of the file: the names of the columns. */
export function auditCsvHeading(): string {
  return lineOf(columns);
}

/** Records as lines of CSV (RFC 4180). A cell a spreadsheet would take for a formula begins with an apostrophe. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  return entries.map((entry) => lineOf(cellsOf(entry))).join('');
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

function cellsOf({ at, actor, action, subject, clientAddress, changes }: AuditEntry): string[] {
  const who = [actor.kind, actor.name ?? '', actor.role ?? ''];
  const whom = [subject.kind, subject.name ?? '', subject.ids.join(';')];
  return [at, ...who, action, ...whom, clientAddress ?? '', JSON.stringify(changes)];
}

function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
