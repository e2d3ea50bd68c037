import { useQueryClient } from '@tanstack/react-query';
import { Me } from '@vortex/sdk';
import { useEffect } from 'react';
import { useApi } from '../api/api';
import { isPassing } from '../api/query-client';
import { useSession } from '../session/session.store';
import { useRestoring } from './restoring.store';

const askMs = 1_000;

/** Asks who one is until the panel does its work again. Who is nobody to the restored data has to sign in. */
export function useRestoreEnd(): void {
  const api = useApi();
  const queryClient = useQueryClient();
  const begin = useSession((state) => state.begin);
  const leave = useSession((state) => state.end);
  const end = useRestoring((state) => state.end);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLeft = false;
    const ask = async () => {
      try {
        begin({ account: (await api.request(Me, {})).me });
      } catch (error) {
        if (isLeft) return;
        if (isPassing(error)) {
          timer = setTimeout(() => void ask(), askMs);
          return;
        }
        leave('restored');
      }
      queryClient.clear();
      end();
    };
    timer = setTimeout(() => void ask(), askMs);
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [api, queryClient, begin, leave, end]);
}
