import { type InfiniteData, keepPreviousData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  CountUsers,
  GroupNames,
  User,
  Users,
  type UserFilter,
  type UserRowFragment,
  type UserSort,
  type UsersQuery,
} from '@vortex/sdk';
import { useApi } from '../api/api';
import { usePages } from '../api/use-pages';
import { useMay } from '../session/permissions';

const userKeys = {
  list: (filter: UserFilter, sort: readonly UserSort[]) => ['users', 'list', filter, sort] as const,
  count: (filter: UserFilter) => ['users', 'count', filter] as const,
  one: (id: string) => ['user', id] as const,
};

/** Rows of one request: a screen has about twenty, so scrolling meets the next ones before it needs them. */
const pageRows = 200;

export function useUserList(filter: UserFilter, sort: readonly UserSort[]) {
  const api = useApi();
  return usePages<UserRowFragment>({
    key: userKeys.list(filter, sort),
    size: pageRows,
    isLong: true,
    load: async (page, signal) => (await api.request(Users, { filter, sort, page }, { signal })).users,
  });
}

/** Counted apart, since that can take longer than the first page. */
export function useUserCount(filter: UserFilter) {
  const api = useApi();
  return useQuery({
    queryKey: userKeys.count(filter),
    queryFn: async ({ signal }) => (await api.request(CountUsers, { filter }, { signal })).users.totalCount,
    placeholderData: keepPreviousData,
  });
}

export function useUser(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: userKeys.one(id),
    queryFn: async ({ signal }) => (await api.request(User, { id }, { signal })).user,
    refetchInterval: 30_000,
  });
}

/** Nothing for who may not see groups. */
export function useGroupNames() {
  const api = useApi();
  const may = useMay();
  return useQuery({
    queryKey: ['groups', 'names'],
    queryFn: async ({ signal }) => (await api.request(GroupNames, {}, { signal })).groups.nodes,
    staleTime: 60_000,
    enabled: may('core.group.read'),
  });
}

type Pages = InfiniteData<UsersQuery['users']>;

/** Puts a changed user into the lists that show it: they need not be read anew for one row. */
export function usePatchUser(): (row: UserRowFragment) => void {
  const queryClient = useQueryClient();
  return (row) => {
    patchRows(queryClient, row);
    void queryClient.invalidateQueries({ queryKey: userKeys.one(row.id) });
    void queryClient.invalidateQueries({ queryKey: ['users', 'count'] });
  };
}

function patchRows(queryClient: QueryClient, row: UserRowFragment): void {
  queryClient.setQueriesData<Pages>({ queryKey: ['users', 'list'] }, (data) => {
    if (!data) return data;
    const pages = data.pages.map((page) => {
      if (!page.nodes.some(({ id }) => id === row.id)) return page;
      return { ...page, nodes: page.nodes.map((node) => (node.id === row.id ? { ...node, ...row } : node)) };
    });
    return { ...data, pages };
  });
}

/** Reads the lists anew from their beginning: of a long one, hundreds of pages would come again. */
export function useResetUsers(): () => void {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.resetQueries({ queryKey: ['users', 'list'] });
    void queryClient.invalidateQueries({ queryKey: ['users', 'count'] });
    void queryClient.invalidateQueries({ queryKey: ['user'] });
  };
}
