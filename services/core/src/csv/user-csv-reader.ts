import { CsvError, parse } from 'csv-parse';
import { pipeline, Readable } from 'node:stream';
import { undefused } from './csv-text';
import { FileRefused } from './csv.errors';
import { exportedColumns, importedColumns } from './user-csv';

/** One line of a file, as text by column. */
export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** Where the next one begins. */
  readonly end: CsvPlace;
}

/** A place between two rows. */
export interface CsvPlace {
  readonly byte: number;
  readonly line: number;
  readonly columns: readonly string[];
}

const longestRow = 16_384;
const pieceBytes = 65_536;

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly bytes: number; readonly lines: number };
}

/**
 * The rows of a file from a place on, read as they are asked for. Columns only an export has are passed over, so that
 * what was exported can be imported.
 * @param content from `from` on
 * @throws FileRefused when it is no CSV, or its header names no column `username` or one nobody knows
 */
export async function* readRows(content: Buffer, from?: CsvPlace): AsyncGenerator<CsvRow> {
  const start = from ?? { byte: 0, line: 0, columns: [] };
  const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
  const parser = parse({ ...options, max_record_size: longestRow });
  // In pieces: who stops after a thousand rows has not read all the others. A failure shows where the rows are read.
  pipeline(Readable.from(piecesOf(content)), parser, () => undefined);
  let { columns } = start;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const end = { byte: start.byte + info.bytes, line: start.line + info.lines, columns };
      if (columns.length === 0) {
        columns = columnsOf(record);
        continue;
      }
      const cells = Object.fromEntries(columns.map((column, n) => [column, undefused(record[n] ?? '')]));
      yield { line: start.line + info.lines, cells, end: { ...end, columns } };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new FileRefused('not_csv', { code: error.code });
    throw error;
  } finally {
    parser.destroy();
  }
}

function columnsOf(header: readonly string[]): readonly string[] {
  const columns = header.map((name) => name.toLowerCase());
  const known: ReadonlySet<string> = new Set([...exportedColumns, ...importedColumns]);
  const strange = columns.find((column) => !known.has(column));
  if (strange !== undefined) throw new FileRefused('unknown_column', { column: strange.slice(0, 64) });
  if (!columns.includes('username')) throw new FileRefused('no_username_column');
  return columns;
}

function* piecesOf(content: Buffer): Generator<Buffer> {
  for (let from = 0; from < content.length; from += pieceBytes) yield content.subarray(from, from + pieceBytes);
}
