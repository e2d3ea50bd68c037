import { useMessages, useTranslations } from 'use-intl';
import type { AuditEntry } from './audit.queries';

/** Who it was, as people say it. */
export function useActorName(): (actor: AuditEntry['actor']) => string {
  const t = useTranslations('audit');
  return ({ kind, name }) => {
    if (kind === 'ANONYMOUS') return name ?? t('stranger');
    return kind === 'SERVICE' ? t('platform', { name: name ?? '' }) : (name ?? '');
  };
}

/** What was done, in words; an action without words of ours stands under its own name. */
export function useActionName(): (action: string) => string {
  const known: Readonly<Record<string, string>> = useMessages().auditAction;
  return (action) => known[action.replaceAll('.', '_')] ?? action;
}

/** What kind of thing something is. */
export function useKindName(): (kind: string) => string {
  const known: Readonly<Record<string, string>> = useMessages().auditKind;
  return (kind) => known[kind] ?? kind;
}

/** What it was done to, as people call it: an id says nothing to them. */
export function useSubjectName(): (subject: AuditEntry['subject']) => string {
  const t = useTranslations('audit');
  const kindName = useKindName();
  return ({ kind, name, ids }) => {
    if (name) return name;
    return ids.length > 1 ? t('many', { kind: kindName(kind), count: ids.length }) : kindName(kind);
  };
}
