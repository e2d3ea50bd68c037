import { type QueryCacheNotifyEvent, useQueryClient } from '@tanstack/react-query';
import { VortexError } from '@vortex/sdk';
import { useEffect, useState } from 'react';

/** How often somebody without an answer asks again. */
const retryMs = 5_000;

/** Nobody has answered, where a service that fails or refuses has. */
const unanswered = new Set(['network', 'timeout', 'bad_response']);

function isUnanswered(error: unknown): boolean {
  return error instanceof VortexError && unanswered.has(error.reason);
}

/** Whether the panel answers, by the last question whose end is known; while it does not, what is on screen is asked for again. */
export function useContact(): boolean {
  const queryClient = useQueryClient();
  const [hasContact, setContact] = useState(true);
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe((event) => {
        const told = contactIn(event);
        if (told !== undefined) setContact(told);
      }),
    [queryClient],
  );
  useEffect(() => {
    if (hasContact) return;
    // What is being asked goes on: asked anew each time, it would never come to its end.
    const ask = () => void queryClient.refetchQueries({ type: 'active' }, { cancelRefetch: false });
    const timer = setInterval(ask, retryMs);
    return () => clearInterval(timer);
  }, [hasContact, queryClient]);
  return hasContact;
}

function contactIn(event: QueryCacheNotifyEvent): boolean | undefined {
  if (event.type !== 'updated') return undefined;
  const { action } = event;
  if (action.type === 'success') return action.manual ? undefined : true;
  if (action.type === 'error' || action.type === 'failed') return !isUnanswered(action.error);
  return undefined;
}
