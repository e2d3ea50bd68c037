import { useQuery } from '@tanstack/react-query';
import { HealthCheck, SystemStatus, type SystemStatusQuery } from '@vortex/sdk';
import { useApi } from '../api/api';

export type Status = SystemStatusQuery['systemStatus'];
export type ServiceStatus = Status['services'][number];
export type Metrics = Status['metrics'];

const statusKeys = { health: ['status', 'health'], system: ['status', 'system'] } as const;

export const refreshMs = 10_000;

/** How well the platform is; asks without an account. */
export function useHealth() {
  const api = useApi();
  return useQuery({
    queryKey: statusKeys.health,
    queryFn: async ({ signal }) => (await api.request(HealthCheck, {}, { signal })).healthCheck,
    refetchInterval: refreshMs,
  });
}

export function useSystemStatus(enabled = true) {
  const api = useApi();
  return useQuery({
    queryKey: statusKeys.system,
    queryFn: async ({ signal }) => (await api.request(SystemStatus, {}, { signal })).systemStatus,
    refetchInterval: refreshMs,
    enabled,
  });
}
