import { useTranslations } from 'use-intl';
import type { AuditEntry } from './audit.queries';

/** Who it was, as people say it. */
export function useActorName(): (actor: AuditEntry['actor']) => string {
  const t = useTranslations('audit');
  return ({ kind, name }) => {
    if (kind === 'ANONYMOUS') return name ?? t('stranger');
    return kind === 'SERVICE' ? t('platform', { name: name ?? '' }) : (name ?? '');
  };
}

/** What it was done to, as people call it: an id says nothing to them. */
export function useSubjectName(): (subject: AuditEntry['subject']) => string {
  const t = useTranslations('audit');
  return ({ kind, name, ids }) => {
    if (name) return name;
    return ids.length > 1 ? `${kind}, ${t('many', { count: ids.length })}` : kind;
  };
}
