import { useQuery } from '@tanstack/react-query';
import { Permissions, Roles } from '@vortex/sdk';
import { useApi } from '../api/api';

export function useRoles() {
  const api = useApi();
  const query = useQuery({
    queryKey: ['roles', 'own'],
    queryFn: async ({ signal }) => (await api.request(Roles, {}, { signal })).roles,
  });
  return { ...query, items: query.data };
}

export function usePermissions() {
  const api = useApi();
  return useQuery({
    queryKey: ['permissions'],
    queryFn: async ({ signal }) => (await api.request(Permissions, {}, { signal })).permissions,
    staleTime: Infinity,
  });
}
