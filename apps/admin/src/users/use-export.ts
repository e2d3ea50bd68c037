import { ExportUsers, type UserFilter } from '@vortex/sdk';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';
import { saveOwnFile } from '../api/save-file';

/** Fetches the users of a filter as a file. */
export function useExport() {
  const api = useApi();
  const t = useTranslations('users');
  return useAction({
    run: async (filter: UserFilter) =>
      saveOwnFile((await api.request(ExportUsers, { filter })).exportUsers.url, 'users.csv'),
    done: () => t('exporting'),
    touches: [],
  });
}
