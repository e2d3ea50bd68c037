import { AuditLog, type AuditFilter, type AuditLogQuery } from '@vortex/sdk';
import { useApi } from '../api/api';
import { usePages } from '../api/use-pages';

export type AuditEntry = AuditLogQuery['auditLog']['nodes'][number];

export function useAuditLog(filter: AuditFilter) {
  const api = useApi();
  return usePages<AuditEntry>({
    key: ['audit', filter],
    load: async (page, signal) => (await api.request(AuditLog, { filter, page }, { signal })).auditLog,
  });
}
