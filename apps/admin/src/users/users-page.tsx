import { Button, EmptyState, Icon, Menu, SearchField, Skeleton } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useTyped } from '../address/use-typed';
import { ListState } from '../api/list-state';
import { useWide } from '../format/use-wide';
import { useMay } from '../session/permissions';
import { CreateButton } from '../shell/create-button';
import { ScreenHeader } from '../shell/screen-header';
import { useExport } from './use-export';
import { useSelection } from './use-selection';
import { filterCount, filterOf, queryFrom, queryNames, sortOf } from './user-filter';
import { UserFilters } from './user-filters';
import { UsersDialogs } from './users-dialogs';
import { useUserCount, useUserList } from './users.queries';
import { useUsersView } from './users-view.store';
import { ColumnChoice, SavedFilters } from './view-controls';

const BulkBar = dynamic(async () => (await import('./bulk-bar')).BulkBar, { loading: () => null });
// It comes while its first rows are on their way.
const UsersTable = dynamic(async () => (await import('./users-table')).UsersTable, {
  loading: () => <Skeleton className="h-96" />,
});

export function UsersPage() {
  const t = useTranslations();
  const may = useMay();
  const wide = useWide();
  const address = useAddress();
  const { query, filter, sort, typed, setTyped } = useListed(address);
  const list = useUserList(
    filter,
    useMemo(() => sortOf(sort), [sort]),
  );
  const { data: total } = useUserCount(filter);
  const columns = useUsersView((view) => view.columns);
  const selection = useSelection();
  const { fetchNextPage, isFetchingNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const isFiltered = query.search !== '' || filterCount(query) > 0;
  return (
    <>
      <ScreenHeader
        title={t('users.title')}
        lead={total === undefined ? ' ' : t('users.count', { count: total })}
        actions={<PageActions onOpen={(window) => address.set({ [window]: '1' })} filter={filter} />}
      />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchField
          data-key="/"
          className="w-full sm:w-80"
          label={t('users.search')}
          value={typed}
          onChange={setTyped}
        />
        <UserFilters query={query} onChange={address.set} />
        <SavedFilters query={queryText(address.get)} onApply={(saved) => address.set(allOf(saved))} />
        <span className="ml-auto max-lg:hidden">
          <ColumnChoice />
        </span>
      </div>
      {selection.size > 0 && (
        <BulkBar selection={selection} total={total} filter={filter} filterKey={queryText(address.get)} />
      )}
      <ListState
        {...list}
        hasNextPage={false}
        empty={isFiltered ? <NoMatch onClear={() => address.set(allOf(''))} /> : <NoUsers />}
      >
        <UsersTable
          users={list.items}
          total={total}
          columns={columns}
          wide={wide}
          sort={sort}
          onSort={(next) => address.set({ sort: next })}
          selection={wide && may('core.user.bulk') ? selection : undefined}
          hasMore={list.hasNextPage}
          onMore={more}
        />
      </ListState>
      <UsersDialogs />
    </>
  );
}

/** What the address says; what is typed goes there once its writer pauses. */
function useListed(address: ReturnType<typeof useAddress>) {
  const query = queryFrom(address.get);
  const { text: typed, setText: setTyped } = useTyped(address, queryNames.search);
  const key = JSON.stringify(query);
  // Times in it count from when it was set, or every drawing would ask anew.
  const filter = useMemo(() => filterOf(JSON.parse(key) as typeof query, new Date()), [key]);
  return { query, filter, sort: address.get('sort'), typed, setTyped };
}

function queryText(get: (name: string) => string | undefined): string {
  const names = [...Object.values(queryNames), 'sort'];
  return new URLSearchParams(names.flatMap((name) => (get(name) ? [[name, get(name) ?? '']] : []))).toString();
}

/** Every value a saved filter sets, and takes out. */
function allOf(saved: string): Record<string, string | undefined> {
  const params = new URLSearchParams(saved);
  return Object.fromEntries(
    [...Object.values(queryNames), 'sort'].map((name) => [name, params.get(name) ?? undefined]),
  );
}

interface PageActionsProps {
  readonly onOpen: (window: 'new' | 'many' | 'import') => void;
  readonly filter: ReturnType<typeof filterOf>;
}

function PageActions({ onOpen, filter }: PageActionsProps) {
  const t = useTranslations();
  const may = useMay();
  const exportUsers = useExport();
  return (
    <>
      <Menu
        trigger={
          <Button variant="secondary" narrow aria-label={t('actions.moreActions')}>
            <Icon name="more" />
          </Button>
        }
        items={[
          may('core.user.bulk')
            ? { label: t('users.createMany'), icon: 'users', onSelect: () => onOpen('many') }
            : undefined,
          may('core.user.import')
            ? { label: t('users.import'), icon: 'upload', onSelect: () => onOpen('import') }
            : undefined,
          may('core.user.export')
            ? { label: t('users.export'), icon: 'download', onSelect: () => exportUsers.mutate(filter) }
            : undefined,
        ]}
      />
      {may('core.user.create') && <CreateButton label={t('users.create')} onClick={() => onOpen('new')} />}
    </>
  );
}

function NoUsers() {
  const t = useTranslations('users');
  return <EmptyState icon="users" title={t('emptyTitle')} detail={t('emptyDetail')} />;
}

function NoMatch({ onClear }: { readonly onClear: () => void }) {
  const t = useTranslations('users');
  return (
    <EmptyState
      icon="search"
      title={t('noMatchTitle')}
      detail={t('noMatchDetail')}
      action={
        <Button variant="secondary" onClick={onClear}>
          {t('clearFilters')}
        </Button>
      }
    />
  );
}
