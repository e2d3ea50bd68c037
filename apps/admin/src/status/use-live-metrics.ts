import { SystemMetrics } from '@vortex/sdk';
import { useState } from 'react';
import { useLive } from '../api/use-live';
import type { Metrics } from './status.queries';

/** The platform's figures as they are sent; nothing while no connection stands, so that the polled ones count. */
export function useLiveMetrics(): Metrics | undefined {
  const [metrics, setMetrics] = useState<Metrics>();
  useLive({
    key: 'system-metrics',
    open: (api, signal) => api.subscribe(SystemMetrics, {}, { signal }),
    onData: ({ systemMetrics }) => setMetrics(systemMetrics),
    onLost: () => setMetrics(undefined),
  });
  return metrics;
}
