import { useQuery } from '@tanstack/react-query';
import {
  Inbound,
  type InboundFilter,
  type InboundQuery,
  InboundSchemas,
  Inbounds,
  type InboundsQuery,
} from '@vortex/sdk';
import { useApi } from '../api/api';
import { usePages } from '../api/use-pages';
import { useMay, useSurely } from '../session/permissions';

export type ListedInbound = InboundsQuery['inbounds']['nodes'][number];
export type ShownInbound = NonNullable<InboundQuery['inbound']>;

/** What is asked of inbounds beside themselves: no more than one may see. */
function useParts() {
  const surely = useSurely();
  return surely && { withServers: surely('nodes.server.read'), withGroups: surely('core.group.read') };
}

export function useInbounds(filter: InboundFilter) {
  const api = useApi();
  const parts = useParts();
  return usePages<ListedInbound>({
    key: ['inbounds', 'list', filter, parts],
    load: async (page, signal) =>
      (await api.request(Inbounds, { filter, page, ...(parts ?? nothingBeside) }, { signal })).inbounds,
    enabled: parts !== undefined,
  });
}

const nothingBeside = { withServers: false, withGroups: false };
/** An operator has some hundreds. */
const most = 500;

/** All of them, to choose from; nothing for who may not see inbounds. */
export function useInboundChoice() {
  const api = useApi();
  const may = useMay();
  const surely = useSurely();
  const withServers = surely?.('nodes.server.read') ?? false;
  return useQuery({
    queryKey: ['inbounds', 'choice', withServers],
    queryFn: async ({ signal }) =>
      (await api.request(Inbounds, { page: { first: most }, withServers, withGroups: false }, { signal })).inbounds
        .nodes,
    enabled: surely !== undefined && may('nodes.inbound.read'),
  });
}

/** As people tell them apart: those of different servers may be called the same. */
export function inboundName({ tag, server }: Pick<ListedInbound, 'tag' | 'server'>): string {
  return server ? `${server.name}: ${tag}` : tag;
}

export function useInbound(id: string | undefined) {
  const api = useApi();
  const parts = useParts();
  return useQuery({
    queryKey: ['inbounds', 'one', id, parts],
    queryFn: async ({ signal }) =>
      (await api.request(Inbound, { id: id ?? '', ...(parts ?? nothingBeside) }, { signal })).inbound,
    enabled: id !== undefined && parts !== undefined,
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
