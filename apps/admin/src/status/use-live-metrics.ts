import { SystemMetrics, type VortexClient, VortexError } from '@vortex/sdk';
import { useEffect, useState } from 'react';
import { useApi } from '../api/api';
import type { Metrics } from './status.queries';

const retryMs = 15_000;

/** The platform's figures as they are sent; nothing while no connection stands, so that the polled ones count. */
export function useLiveMetrics(): Metrics | undefined {
  const api = useApi();
  const [metrics, setMetrics] = useState<Metrics>();
  useEffect(() => {
    const controller = new AbortController();
    void follow(api, setMetrics, controller.signal);
    return () => controller.abort();
  }, [api]);
  return metrics;
}

async function follow(api: VortexClient, show: (metrics: Metrics | undefined) => void, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      for await (const { systemMetrics } of api.subscribe(SystemMetrics, {}, { signal })) show(systemMetrics);
    } catch (error) {
      if (error instanceof VortexError && error.code === 'PERMISSION_DENIED') return show(undefined);
    }
    if (signal.aborted) return;
    show(undefined);
    await pause(retryMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
