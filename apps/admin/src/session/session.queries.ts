import { useMutation } from '@tanstack/react-query';
import { ChangePassword, type ChangePasswordInput, Login, type LoginInput, Logout, Me, VortexError } from '@vortex/sdk';
import { useEffect, useState } from 'react';
import { useApi } from '../api/api';
import { isPassing } from '../api/query-client';
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

/** How often a panel that does not answer is asked again. */
const retryMs = 5_000;

/**
 * Finds out who is signed in when the page opens: the cookies outlive it, and it cannot read them. Tells whether the panel
 * has been asked in vain so far; nobody is taken for signed out by that.
 */
export function useRestoredSession(): boolean {
  const api = useApi();
  const isKnown = useSession((state) => state.isKnown);
  const begin = useSession((state) => state.begin);
  const end = useSession((state) => state.end);
  const [isSilent, setSilent] = useState(false);
  useEffect(() => {
    if (isKnown) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLeft = false;
    const ask = async () => {
      try {
        begin({ account: (await api.request(Me, {})).me });
      } catch (error) {
        if (!isPassing(error)) return end();
        if (isLeft) return;
        setSilent(true);
        timer = setTimeout(() => void ask(), retryMs);
      }
    };
    void ask();
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [api, isKnown, begin, end]);
  return isSilent && !isKnown;
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
