import { InvalidInput } from '@vortex/kit';
import type { GroupId } from '../groups/group';
import { folded } from '../users/search';
import { parseDraft, type UserDraft } from '../users/user-input';
import { listSeparator } from './user-csv';
import type { CsvRow } from './user-csv-reader';

/** What is wrong with one cell. */
export interface RowProblem {
  readonly line: number;
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

export type ImportRow =
  | { readonly line: number; readonly draft: UserDraft }
  | { readonly line: number; readonly problems: readonly RowProblem[] };

/** @param groups ids by their names, folded */
export function readRow({ line, cells }: CsvRow, groups: ReadonlyMap<string, GroupId>): ImportRow {
  const problems: RowProblem[] = [];
  const refuse = (column: string, code: string, message: string): undefined => {
    problems.push({ line, column, code, message });
    return undefined;
  };
  const cell = (column: string): string | undefined => cells[column] || undefined;
  const list = (column: string): string[] | undefined =>
    cell(column)
      ?.split(listSeparator)
      .map((item) => item.trim());
  const whole = (column: string): number | undefined => {
    const text = cell(column);
    if (text === undefined || /^\d{1,15}$/.test(text)) return text === undefined ? undefined : Number(text);
    return refuse(column, 'not_a_number', 'This is not a whole number.');
  };
  const large = (column: string): bigint | undefined => {
    const text = cell(column);
    if (text === undefined || /^\d{1,19}$/.test(text)) return text === undefined ? undefined : BigInt(text);
    return refuse(column, 'not_a_number', 'This is not a whole number.');
  };
  const time = (column: string): Date | undefined => {
    const text = cell(column);
    if (text === undefined) return undefined;
    const date = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
      ? new Date(text)
      : undefined;
    if (date && !Number.isNaN(date.getTime())) return date;
    return refuse(column, 'not_an_instant', 'Write it as 2026-11-21T08:30:00Z, or as 2026-11-21.');
  };
  const groupIds = list('groups')?.map(
    (name) => groups.get(folded(name)) ?? refuse('groups', 'unknown', `There is no group "${name.slice(0, 64)}".`),
  );
  const validitySeconds = whole('hold_validity_seconds');
  const given = {
    username: cells['username'] ?? '',
    disabled: cell('status')?.toUpperCase() === 'DISABLED' ? true : undefined,
    limitBytes: large('limit_bytes'),
    resetStrategy: cell('reset_strategy')?.toUpperCase(),
    zone: cell('zone'),
    expiresAt: time('expires_at'),
    hold: validitySeconds === undefined ? undefined : { validitySeconds, until: time('hold_until') },
    deviceLimit: whole('device_limit'),
    addressLimit: whole('address_limit'),
    speedLimitUpBps: large('speed_limit_up_bps'),
    speedLimitDownBps: large('speed_limit_down_bps'),
    groupIds: groupIds?.filter((id) => id !== undefined),
    tags: list('tags'),
    note: cell('note'),
    email: cell('email'),
    telegramId: cell('telegram_id'),
  };
  try {
    const draft = parseDraft(given, '');
    return problems.length === 0 ? { line, draft } : { line, problems };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const refused = error.violations.map(({ path, code, message }) => ({
      line,
      column: columnOf(path),
      code,
      message,
    }));
    return { line, problems: [...problems, ...refused] };
  }
}

/** `limitBytes` is written in the column `limit_bytes`, `hold.until` in `hold_until`. */
function columnOf(path: string): string {
  const name = path
    .replace(/\[\d+\]/g, '')
    .replace('.', '_')
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return name === 'group_ids' ? 'groups' : name;
}
