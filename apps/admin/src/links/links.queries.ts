import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { LinkPreview, type LinkPreviewInput, LinkSettings, LinkTemplates, Users } from '@vortex/sdk';
import { useApi } from '../api/api';

export function useLinkSettings() {
  const api = useApi();
  return useQuery({
    queryKey: ['links', 'settings'],
    queryFn: async ({ signal }) => (await api.request(LinkSettings, {}, { signal })).linkSettings,
    // Somebody edits them: what others change meanwhile is told by their revision.
    refetchOnWindowFocus: false,
  });
}

export function useLinkTemplates() {
  const api = useApi();
  const query = useQuery({
    queryKey: ['links', 'templates'],
    queryFn: async ({ signal }) => (await api.request(LinkTemplates, {}, { signal })).linkTemplates,
  });
  return { ...query, items: query.data };
}

/** Some users to try settings on. */
export function useSomeUsers() {
  const api = useApi();
  return useQuery({
    queryKey: ['users', 'some'],
    queryFn: async ({ signal }) => (await api.request(Users, { page: { first: 20 } }, { signal })).users.nodes,
  });
}

export function useLinkPreview(input: LinkPreviewInput | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['links', 'preview', input],
    queryFn: async ({ signal }) => {
      if (!input) throw new Error('There is nobody to show it for');
      return (await api.request(LinkPreview, { input }, { signal })).linkPreview;
    },
    enabled: input !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
