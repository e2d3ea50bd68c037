import { useTranslations } from 'use-intl';
import type { IncidentRow } from './incidents.queries';

/** What has happened, and how often. */
export function useIncidentText(): (incident: Pick<IncidentRow, 'kind' | 'count'>) => string {
  const t = useTranslations('incidents');
  return ({ kind, count }) => (count === 1 ? t(kind) : t('repeated', { what: t(kind), count }));
}
