import { Card, Icon } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { Moment } from '../format/moment';
import { AcknowledgeButton } from './acknowledge-button';
import { useIncidents } from './incidents.queries';
import { useIncidentText } from './use-incident-text';

const shown = 20;

/** What a server should not have done, also what somebody has taken note of. Nothing where there is nothing. */
export function ServerIncidentsCard({ serverId }: { readonly serverId: string }) {
  const t = useTranslations('incidents');
  const textOf = useIncidentText();
  const { data: incidents = [] } = useIncidents({ serverIds: [serverId] }, shown);
  if (incidents.length === 0) return null;
  return (
    <Card title={t('title')}>
      <ul className="max-h-80 divide-y divide-line overflow-y-auto text-sm">
        {incidents.map(({ id, kind, count, lastAt, acknowledgedAt }) => (
          <li key={id} className="flex items-center gap-2 py-2 first:pt-0 last:pb-0">
            <Icon
              name={acknowledgedAt ? 'check' : 'warning'}
              className={acknowledgedAt ? 'size-4.5 shrink-0 text-ink-muted' : 'size-4.5 shrink-0 text-warning'}
            />
            <span className="min-w-0 flex-1">
              <span className="block break-words first-letter:uppercase">{textOf({ kind, count })}</span>
              <span className="text-ink-muted">
                <Moment at={lastAt} />
                {acknowledgedAt && ` · ${t('acknowledged')}`}
              </span>
            </span>
            {!acknowledgedAt && <AcknowledgeButton id={id} what={t(kind)} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
