import { useVirtualizer } from '@tanstack/react-virtual';
import type { UserRowFragment } from '@vortex/sdk';
import { Checkbox, classNames, Icon, Skeleton } from '@vortex/ui';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '../session/permissions';
import { useUserColumns, type UserColumn } from './user-columns';
import { nextSort } from './user-filter';
import { userMenuNeeds } from './user-menu';
import { UserTableRow } from './user-table-row';
import type { Selection } from './use-selection';
import type { ColumnName } from './users-view.store';

interface UsersTableProps {
  readonly users: readonly UserRowFragment[] | undefined;
  readonly total: number | undefined;
  readonly columns: readonly ColumnName[];
  readonly wide: boolean;
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  readonly selection: Selection | undefined;
  readonly hasMore: boolean;
  readonly onMore: () => void;
}

/** Columns of a phone, beside the name. */
const narrow: readonly ColumnName[] = ['status'];
const rowHeight = 56;
/** Rows before the end at which more are asked for: two screens. */
const ahead = 40;

/** However many users there are, only the rows in sight are drawn. */
export function UsersTable(props: UsersTableProps) {
  const { users, total, wide, selection, hasMore, onMore } = props;
  const t = useTranslations('users');
  const hasMenu = userMenuNeeds.some(useMay());
  const box = useRef<HTMLDivElement>(null);
  const columns = useUserColumns(wide ? props.columns : narrow);
  const virtualizer = useVirtualizer({
    count: users?.length ?? 12,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  const isNearEnd = users !== undefined && hasMore && last >= users.length - ahead;
  useEffect(() => {
    if (isNearEnd) onMore();
  }, [isNearEnd, last, onMore]);
  const name = wide ? 'minmax(10rem,1fr)' : 'minmax(7rem,1fr)';
  const template = [selection && '2.75rem', name, ...columns.map(({ width }) => width), '3.25rem'];
  const style = { gridTemplateColumns: template.filter(Boolean).join(' ') };
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <div
        ref={box}
        role="table"
        tabIndex={0}
        aria-label={t('viewLabel', { count: users?.length ?? 0 })}
        aria-rowcount={total === undefined ? -1 : total + 1}
        aria-busy={users === undefined}
        className="max-h-[max(20rem,calc(100dvh-18rem))] overflow-auto overscroll-contain text-sm focus-visible:-outline-offset-2"
      >
        <div role="rowgroup" className="sticky top-0 z-10 min-w-fit">
          <Heads {...props} columns={columns} style={style} />
        </div>
        <div role="rowgroup" className="relative min-w-fit" style={{ height: virtualizer.getTotalSize() }}>
          {rows.map(({ index, start }) => {
            const user = users?.[index];
            return (
              <div
                key={user?.id ?? index}
                role="row"
                aria-rowindex={index + 2}
                className={classNames(
                  'absolute inset-x-0 grid items-center border-b border-line hover:bg-sunken/60',
                  user && selection?.has(user.id) && 'bg-accent-soft/60',
                )}
                style={{ ...style, height: rowHeight, transform: `translateY(${start}px)` }}
              >
                {user ? (
                  <UserTableRow user={user} columns={columns} selection={selection} hasMenu={hasMenu} />
                ) : (
                  <div role="cell" className="col-span-full px-4">
                    <Skeleton className="h-4 w-full" />
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface HeadsProps extends Omit<UsersTableProps, 'columns'> {
  readonly columns: readonly UserColumn[];
  readonly style: { readonly gridTemplateColumns: string };
}

function Heads({ users, columns, sort, onSort, selection, style }: HeadsProps) {
  const t = useTranslations();
  const heads = [{ name: 'username', sort: 'username' } as const, ...columns];
  const loaded = users ?? [];
  return (
    <div role="row" aria-rowindex={1} style={style} className="grid items-center border-b border-line bg-surface">
      {selection && (
        <div role="columnheader" className="pl-4">
          <Checkbox
            bare
            label={t('users.selectLoaded')}
            checked={loaded.length > 0 && selection.size >= loaded.length}
            partly={selection.size > 0 && selection.size < loaded.length}
            onChange={(checked) => selection.setAll(checked ? loaded.map(({ id }) => id) : [])}
          />
        </div>
      )}
      {heads.map(({ name, sort: by }) => (
        <div
          key={name}
          role="columnheader"
          aria-sort={sort === by && by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined}
          className="truncate px-3 py-1 text-xs font-medium text-ink-muted"
        >
          {by ? (
            <button
              type="button"
              onClick={() => onSort(nextSort(by, sort))}
              className="-mx-1.5 inline-flex min-h-8 items-center gap-1 rounded-md px-1.5 hover:bg-sunken hover:text-ink"
            >
              {t(`userColumn.${name}`)}
              {sort === by && <Icon name="up" className="size-3.5" />}
              {sort === `-${by}` && <Icon name="down" className="size-3.5" />}
            </button>
          ) : (
            t(`userColumn.${name}`)
          )}
        </div>
      ))}
      <div role="columnheader">
        <span className="sr-only">{t('actions.moreActions')}</span>
      </div>
    </div>
  );
}
