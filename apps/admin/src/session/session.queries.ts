import { useMutation } from '@tanstack/react-query';
import { ChangePassword, type ChangePasswordInput, Login, type LoginInput, Logout, Me, VortexError } from '@vortex/sdk';
import { useEffect } from 'react';
import { useApi } from '../api/api';
import { useActing } from './acting.store';
import { useSession } from './session.store';

export function useSignIn() {
  const api = useApi();
  const begin = useSession((state) => state.begin);
  return useMutation({
    mutationFn: async (input: LoginInput) => (await api.request(Login, { input })).login,
    onSuccess: begin,
  });
}

export function useChangePassword() {
  const api = useApi();
  const begin = useSession((state) => state.begin);
  return useMutation({
    mutationFn: async (input: ChangePasswordInput) => (await api.request(ChangePassword, { input })).changePassword,
    onSuccess: begin,
  });
}

/** Finds out who is signed in when the page opens: the cookies outlive it, and it cannot read them. */
export function useRestoredSession(): void {
  const api = useApi();
  const isKnown = useSession((state) => state.isKnown);
  const begin = useSession((state) => state.begin);
  const end = useSession((state) => state.end);
  useEffect(() => {
    if (isKnown) return;
    api.request(Me, {}).then(
      ({ me }) => begin({ account: me }),
      () => end(),
    );
  }, [api, isKnown, begin, end]);
}

export function useSignOut() {
  const api = useApi();
  const end = useSession((state) => state.end);
  return useMutation({
    mutationFn: () => api.request(Logout, {}),
    onSuccess: () => {
      useActing.getState().actFor(undefined);
      end();
    },
    // Who is not signed in any more has what was wanted; otherwise the session is still there, and so is the button.
    onError: (error) => {
      if (error instanceof VortexError && error.code === 'UNAUTHENTICATED') end();
    },
  });
}
