import { useQueryClient } from '@tanstack/react-query';
import { UserTraffic } from '@vortex/sdk';
import { useEffect, useRef } from 'react';
import { useLive } from '../api/use-live';

/** Reports come every few seconds; what is drawn of them need not be newer than this. */
const redrawMs = 2000;

/** Has a user's figures and charts follow its traffic while somebody looks at them. */
export function useLiveUsage(userId: string): void {
  const queryClient = useQueryClient();
  const due = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hasBegun = useRef(false);
  useEffect(() => () => clearTimeout(due.current), []);
  useLive({
    key: userId,
    open: (api, signal) => api.subscribe(UserTraffic, { userId }, { signal }),
    onData: () => {
      // The first tells how it is now, which has just been asked for.
      if (!hasBegun.current) return void (hasBegun.current = true);
      due.current ??= setTimeout(() => {
        due.current = undefined;
        void queryClient.invalidateQueries({ queryKey: ['user', userId], exact: true });
        void queryClient.invalidateQueries({ queryKey: ['traffic', 'user', userId] });
      }, redrawMs);
    },
  });
}
