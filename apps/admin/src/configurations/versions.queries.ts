import { useQuery } from '@tanstack/react-query';
import {
  ConfigurationDiff,
  ConfigurationVersions,
  RollBackConfiguration,
  type VersionFieldsFragment,
} from '@vortex/sdk';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';
import { usePages } from '../api/use-pages';

export type Version = VersionFieldsFragment;

export function useVersions(serverId: string) {
  const api = useApi();
  return usePages<Version>({
    key: ['versions', serverId],
    load: async (page, signal) =>
      (await api.request(ConfigurationVersions, { serverId, page }, { signal })).configurationVersions,
    refetchInterval: 15_000,
  });
}

export function useConfigurationDiff(fromId: string, toId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['versions', 'diff', fromId, toId],
    queryFn: async ({ signal }) =>
      (await api.request(ConfigurationDiff, { fromId, toId }, { signal })).configurationDiff,
    staleTime: Infinity,
  });
}

/** Has a server serve an earlier version again; undone by going back to what it served before. */
export function useRollBack(current: Version | undefined) {
  const t = useTranslations('versions');
  const api = useApi();
  const serve = async (versionId: string, expectedVersionId: string | undefined) =>
    (await api.request(RollBackConfiguration, { versionId, expectedVersionId })).rollBackConfiguration;
  return useAction({
    run: ({ id }: Version) => serve(id, current?.id),
    done: (_, { number }) => t('rolledBack', { number }),
    ...(current && { undo: ({ id }: Version) => serve(current.id, id) }),
    touches: ['versions', 'servers', 'inbounds', 'audit'],
  });
}
