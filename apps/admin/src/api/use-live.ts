import { type VortexClient, VortexError } from '@vortex/sdk';
import { useEffect, useRef } from 'react';
import { useApi } from './api';

const retryMs = 15_000;

interface Live<Data> {
  /** What is followed; another key is another stream. Absent: nothing is. */
  readonly key: string | undefined;
  readonly open: (api: VortexClient, signal: AbortSignal) => AsyncIterable<Data>;
  readonly onData: (data: Data) => void;
  /** The stream does not stand: what is shown may be old. */
  readonly onLost?: () => void;
}

/** Follows what the server tells, and comes back when the connection was lost. Who may not hear it is not asked again. */
export function useLive<Data>({ key, ...live }: Live<Data>): void {
  const api = useApi();
  const latest = useRef(live);
  latest.current = live;
  useEffect(() => {
    if (key === undefined) return;
    const controller = new AbortController();
    void follow(api, latest, controller.signal);
    return () => controller.abort();
  }, [api, key]);
}

async function follow<Data>(api: VortexClient, live: { current: Omit<Live<Data>, 'key'> }, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      for await (const data of live.current.open(api, signal)) live.current.onData(data);
    } catch (error) {
      if (error instanceof VortexError && error.code === 'PERMISSION_DENIED') return live.current.onLost?.();
    }
    if (signal.aborted) return;
    live.current.onLost?.();
    await pause(retryMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
