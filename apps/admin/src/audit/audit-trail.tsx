import type { AuditFilter } from '@vortex/sdk';
import { Button, EmptyState, Icon, Table } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ListState } from '../api/list-state';
import { Moment } from '../format/moment';
import { useActionName, useActorName, useSubjectName } from './audit-words';
import { type AuditEntry, useAuditLog } from './audit.queries';

const AuditDetails = dynamic(async () => (await import('./audit-details')).AuditDetails, { loading: () => null });

/** Who changed what, the newest first. */
export function AuditTrail({ filter }: { readonly filter: AuditFilter }) {
  const t = useTranslations('audit');
  const list = useAuditLog(filter);
  const actionName = useActionName();
  const actorName = useActorName();
  const subjectName = useSubjectName();
  const [shown, setShown] = useState<AuditEntry>();
  return (
    <>
      <ListState {...list} empty={<EmptyState icon="log" title={t('emptyTitle')} detail={t('emptyDetail')} />}>
        <Table
          caption={t('title')}
          rows={list.items}
          rowKey={({ id }) => id}
          columns={[
            { key: 'when', label: t('when'), cell: ({ at }) => <Moment at={at} /> },
            {
              key: 'who',
              label: t('who'),
              from: 'sm',
              cell: ({ actor }) => <span className="block max-w-48 truncate font-medium">{actorName(actor)}</span>,
            },
            {
              key: 'what',
              label: t('what'),
              grows: true,
              cell: ({ action, actor }) => (
                <>
                  <span title={action}>{actionName(action)}</span>
                  <span className="block text-xs wrap-anywhere text-ink-muted sm:hidden">{actorName(actor)}</span>
                </>
              ),
            },
            {
              key: 'on',
              label: t('onWhat'),
              from: 'md',
              cell: ({ subject }) => (
                <span className="block max-w-56 truncate 2xl:max-w-72">{subjectName(subject)}</span>
              ),
            },
            {
              key: 'details',
              label: <span className="sr-only">{t('details')}</span>,
              end: true,
              cell: (entry) => (
                <Button
                  variant="quiet"
                  small
                  narrow
                  aria-label={`${t('details')}: ${actionName(entry.action)}`}
                  title={t('details')}
                  onClick={() => setShown(entry)}
                >
                  <Icon name="chevronRight" className="size-4.5" />
                </Button>
              ),
            },
          ]}
        />
      </ListState>
      {shown && <AuditDetails entry={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}
