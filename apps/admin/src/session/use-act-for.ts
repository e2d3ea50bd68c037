import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useApi } from '../api/api';
import { useActing } from './acting.store';

/** Begins to act for a tenant, or for one's own again: nothing that was read for the one before is shown any more. */
export function useActFor() {
  const api = useApi();
  const router = useRouter();
  const queryClient = useQueryClient();
  const actFor = useActing((state) => state.actFor);
  return (tenant: Parameters<typeof actFor>[0]) => {
    actFor(tenant);
    void api.close();
    queryClient.clear();
    router.push(tenant ? '/users' : '/tenants');
  };
}
