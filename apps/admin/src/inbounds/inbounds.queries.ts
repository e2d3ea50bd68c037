import { useQuery } from '@tanstack/react-query';
import { Inbound, InboundSchemas } from '@vortex/sdk';
import { useApi } from '../api/api';

export function useInbound(id: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['inbounds', 'one', id],
    queryFn: async ({ signal }) => (await api.request(Inbound, { id: id ?? '' }, { signal })).inbound,
    enabled: id !== undefined,
    // Somebody edits it: what others change meanwhile is told by its revision.
    refetchOnWindowFocus: false,
  });
}

/** The same until the panel is upgraded. */
export function useInboundSchemas() {
  const api = useApi();
  return useQuery({
    queryKey: ['inbound-schemas'],
    queryFn: async ({ signal }) => (await api.request(InboundSchemas, {}, { signal })).inboundSchemas,
    staleTime: Infinity,
  });
}
