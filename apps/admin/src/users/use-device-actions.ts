import { DeleteDevice, RestoreDevice, RevokeDevice, RotateDeviceCredentials } from '@vortex/sdk';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';

/** What can be done with one device, which people call `name`. */
export function useDeviceActions(name: string) {
  const api = useApi();
  const t = useTranslations('devices');
  const touches = ['user', 'audit'];
  const revoke = (id: string) => api.request(RevokeDevice, { id });
  const restore = (id: string) => api.request(RestoreDevice, { id });
  return {
    revoke: useAction({
      run: revoke,
      done: () => t('wasRevoked', { name }),
      undo: (_, id) => restore(id),
      touches,
    }),
    restore: useAction({
      run: restore,
      done: () => t('wasRestored', { name }),
      undo: (_, id) => revoke(id),
      touches,
    }),
    rotate: useAction({
      run: (id: string) => api.request(RotateDeviceCredentials, { id }),
      done: () => t('rotated', { name }),
      touches,
    }),
    remove: useAction({
      run: (id: string) => api.request(DeleteDevice, { id }),
      done: () => t('deleted', { name }),
      touches,
    }),
  };
}
