import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Skeleton } from './skeleton';

export interface Column<Row> {
  readonly key: string;
  readonly label: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand at the end, below each other. */
  readonly end?: boolean;
  /** Wide screens only: from this width on. */
  readonly from?: 'sm' | 'md' | 'lg' | 'xl';
  /** Takes what room there is, and breaks its lines; the others stay in one. */
  readonly grows?: boolean;
}

interface TableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
}

const from = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden', xl: 'max-xl:hidden' } as const;

/** Rows of one kind; places are kept while they are on their way. */
export function Table<Row>({ caption, columns, rows, rowKey }: TableProps<Row>) {
  const look = ({ end, from: width, grows }: Column<Row>) =>
    classNames(
      'px-3 py-2.5 align-middle first:pl-4 last:pr-4 sm:px-4',
      end && 'text-right tabular-nums',
      width && from[width],
      grows ? 'w-full' : 'whitespace-nowrap',
    );
  return (
    // Words that are only read out have a place too: it must be in here, or a narrow page becomes wide by them.
    <div className="relative overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-sm" aria-busy={rows === undefined}>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="border-b border-line text-left text-xs text-ink-muted">
              {columns.map((column) => (
                <th key={column.key} scope="col" className={classNames(look(column), 'font-medium whitespace-nowrap')}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows?.map((row) => (
              <tr key={rowKey(row)} className="hover:bg-sunken/60">
                {columns.map((column) => (
                  <td key={column.key} className={look(column)}>
                    {/* A long word breaks before it pushes the other columns out of sight. */}
                    {column.grows ? (
                      <div className="min-w-24 wrap-anywhere sm:min-w-44">{column.cell(row)}</div>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            )) ?? <Waiting columns={columns} look={look} />}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface WaitingProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly look: (column: Column<Row>) => string;
}

function Waiting<Row>({ columns, look }: WaitingProps<Row>) {
  return [0, 1, 2, 3, 4].map((row) => (
    <tr key={row}>
      {columns.map((column) => (
        <td key={column.key} className={look(column)}>
          <Skeleton className="my-1 h-4 w-full min-w-12" />
        </td>
      ))}
    </tr>
  ));
}
