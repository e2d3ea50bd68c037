import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigrationError } from './migration.errors';
import { isRelease } from './release';

/** Where migrations come from: `<directory>/<n>_<name>/migration.sql`. */
export interface MigrationSource {
  /** Names the source in the table of applied migrations; must never change. */
  readonly name: string;
  readonly directory: string;
  /** The PostgreSQL schema its unqualified names fall into. Default: public. */
  readonly schema?: string;
}

export type Phase = 'expand' | 'contract';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
  readonly phase: Phase;
  /** Of a contract: the oldest release that can run on the database after it. */
  readonly requiresRelease: string | undefined;
  readonly inTransaction: boolean;
  readonly statementTimeout: string;
}

const folder = /^(\d+)_[a-z0-9_]+$/;
/** What an expand must not do, since the release before still reads and writes the old shape. */
const breaking =
  /\b(DROP\s+(TABLE|COLUMN|TYPE|SCHEMA)|RENAME\s+(TO|COLUMN)|SET\s+NOT\s+NULL|ALTER\s+COLUMN\s+\S+\s+(SET\s+DATA\s+)?TYPE)\b/i;
const defaultStatementTimeout = '30s';

/** The migrations of `source` in the order of their numbers. */
export async function readMigrations(source: MigrationSource): Promise<Migration[]> {
  const entries = await readdir(source.directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const odd = names.find((name) => !folder.test(name));
  if (odd) throw malformed(source, odd, 'a folder of migrations is named <number>_<words_in_lower_case>');

  names.sort((a, b) => (numberOf(a) < numberOf(b) ? -1 : 1));
  const twin = names.find((name, i) => i > 0 && numberOf(names[i - 1] ?? '') === numberOf(name));
  if (twin) throw malformed(source, twin, 'another migration has the same number');

  return Promise.all(
    names.map(async (name) =>
      parse(source, name, await readFile(join(source.directory, name, 'migration.sql'), 'utf8')),
    ),
  );
}

function parse(source: MigrationSource, name: string, text: string): Migration {
  const sql = text.replaceAll('\r\n', '\n');
  const header = headerOf(sql);
  const phase = header.get('phase') ?? 'expand';
  const requiresRelease = header.get('requires-release');

  if (phase !== 'expand' && phase !== 'contract')
    throw malformed(source, name, `phase is expand or contract, not "${phase}"`);
  if (phase === 'contract' && !(requiresRelease && isRelease(requiresRelease))) {
    throw malformed(source, name, 'a contract names the oldest release it leaves alive: -- requires-release: 1.2.3');
  }
  if (!header.has('phase') && breaking.test(withoutComments(sql))) {
    throw new MigrationError(
      'unmarked_contract',
      `${source.name}/${name} takes something away from the release before. Say "-- phase: contract" and ` +
        `"-- requires-release: <version>", or "-- phase: expand" if nobody uses it yet`,
    );
  }
  return {
    name,
    sql,
    checksum: createHash('sha256').update(sql).digest('hex'),
    phase,
    requiresRelease: phase === 'contract' ? requiresRelease : undefined,
    inTransaction: header.get('vortex') !== 'no-transaction',
    statementTimeout: header.get('statement-timeout') ?? defaultStatementTimeout,
  };
}

/** `-- key: value` lines before the first statement. */
function headerOf(sql: string): Map<string, string> {
  const header = new Map<string, string>();
  for (const line of sql.split('\n')) {
    if (line.trim() === '') continue;
    if (!line.startsWith('--')) break;
    const [, key, value] = /^--\s*([a-z-]+):\s*(\S+)\s*$/.exec(line) ?? [];
    if (key && value) header.set(key, value);
  }
  return header;
}

export function withoutComments(sql: string): string {
  return sql.replace(/--.*$/gm, '');
}

function numberOf(name: string): bigint {
  return BigInt(folder.exec(name)?.[1] ?? 0);
}

function malformed(source: MigrationSource, name: string, what: string): MigrationError {
  return new MigrationError('malformed', `${source.name}/${name}: ${what}`);
}
