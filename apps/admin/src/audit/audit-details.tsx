import { Dialog, Fact, Facts } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { ExactTime } from '../format/moment';
import { useActionName, useActorName, useSubjectName } from './audit-words';
import type { AuditEntry } from './audit.queries';

interface AuditDetailsProps {
  readonly entry: AuditEntry;
  readonly onClose: () => void;
}

/** One record: who, from where, and every field before and after. */
export function AuditDetails({ entry, onClose }: AuditDetailsProps) {
  const t = useTranslations();
  const actionName = useActionName();
  const actorName = useActorName();
  const subjectName = useSubjectName();
  return (
    <Dialog open onClose={onClose} place="end" title={actionName(entry.action)} closeLabel={t('actions.close')}>
      <Facts>
        <Fact name={t('audit.when')}>
          <ExactTime at={entry.at} />
        </Fact>
        <Fact name={t('audit.who')}>{actorName(entry.actor)}</Fact>
        <Fact name={t('audit.onWhat')}>{subjectName(entry.subject)}</Fact>
        {entry.clientAddress && <Fact name={t('audit.from')}>{entry.clientAddress}</Fact>}
        {entry.userAgent && <Fact name={t('audit.client')}>{entry.userAgent}</Fact>}
      </Facts>
      <h3 className="mt-6 mb-3 text-sm font-semibold">{t('audit.details')}</h3>
      {entry.changes.length === 0 && <p className="text-sm text-ink-muted">{t('audit.noDetails')}</p>}
      <ul className="flex flex-col gap-3 text-sm">
        {entry.changes.map(({ field, before, after }) => (
          <li key={field} className="rounded-control border border-line p-3">
            <p className="mb-1.5 font-semibold wrap-anywhere">{field}</p>
            <Value label={t('audit.before')} value={before} />
            <Value label={t('audit.after')} value={after} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Value({ label, value }: { readonly label: string; readonly value: string | null }) {
  if (value === null) return null;
  return (
    <p className="flex gap-2">
      <span className="w-14 shrink-0 text-ink-muted">{label}</span>
      <code className="min-w-0 text-xs leading-5 break-all">{value}</code>
    </p>
  );
}
