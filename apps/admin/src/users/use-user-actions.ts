import {
  DeleteUser,
  DisableUser,
  EnableUser,
  ResetUserUsage,
  RotateCredentials,
  RotateSubscriptionLink,
  StartUser,
  type UserFieldsFragment,
} from '@vortex/sdk';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';
import { usePatchUser, useResetUsers } from './users.queries';

type Named = Pick<UserFieldsFragment, 'id' | 'username'>;

/** What can be done with one user, wherever it is shown. */
export function useUserActions() {
  const api = useApi();
  const t = useTranslations('users');
  const patch = usePatchUser();
  const reset = useResetUsers();
  const enable = async ({ id }: Named) => patch((await api.request(EnableUser, { id })).enableUser);
  const disable = async ({ id }: Named) => patch((await api.request(DisableUser, { id })).disableUser);
  const touches = ['audit'];
  return {
    enable: useAction({
      run: enable,
      done: (_, { username: name }) => t('enabled', { name }),
      undo: (_, user) => disable(user),
      touches,
    }),
    disable: useAction({
      run: disable,
      done: (_, { username: name }) => t('disabled', { name }),
      undo: (_, user) => enable(user),
      touches,
    }),
    resetUsage: useAction({
      run: async ({ id }: Named) => patch((await api.request(ResetUserUsage, { id })).resetUserUsage),
      done: (_, { username: name }) => t('wasReset', { name }),
      touches: [...touches, 'traffic'],
    }),
    start: useAction({
      run: async ({ id }: Named) => patch((await api.request(StartUser, { id })).startUser),
      done: (_, { username: name }) => t('started', { name }),
      touches,
    }),
    rotateLink: useAction({
      run: ({ id }: Named) => api.request(RotateSubscriptionLink, { id }),
      done: (_, { username: name }) => t('linkRotated', { name }),
      touches: [...touches, 'user'],
    }),
    rotateCredentials: useAction({
      run: ({ id }: Named) => api.request(RotateCredentials, { id }),
      done: (_, { username: name }) => t('credentialsRotated', { name }),
      touches: [...touches, 'user'],
    }),
    remove: useAction({
      run: async ({ id }: Named) => {
        await api.request(DeleteUser, { id });
        reset();
      },
      done: (_, { username: name }) => t('deleted', { name }),
      touches,
    }),
  };
}
