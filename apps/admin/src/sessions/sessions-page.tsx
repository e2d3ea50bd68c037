import { RevokeOtherSessions, RevokeSession, Sessions, type SessionsQuery } from '@vortex/sdk';
import { Button, EmptyState, Icon, Table, Tag } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { ListState } from '../api/list-state';
import { useAction } from '../api/use-action';
import { usePages } from '../api/use-pages';
import { Moment } from '../format/moment';
import { ScreenHeader } from '../shell/screen-header';
import { clientName } from './client-name';

type Row = SessionsQuery['sessions']['nodes'][number];

/** Where one's own account is signed in. */
export function SessionsPage() {
  const t = useTranslations();
  const api = useApi();
  const list = usePages<Row>({
    key: ['sessions', 'list'],
    load: async (page, signal) => (await api.request(Sessions, { page }, { signal })).sessions,
  });
  const touches = ['sessions', 'audit'];
  const end = useAction({
    run: (id: string) => api.request(RevokeSession, { id }),
    done: () => t('sessions.ended'),
    touches,
  });
  const endOthers = useAction({
    run: async () => (await api.request(RevokeOtherSessions, {})).revokeOtherSessions,
    done: (count) => t('sessions.endedOthers', { count }),
    touches,
  });
  const hasOthers = list.items?.some(({ current }) => !current) === true;
  const nameOf = ({ userAgent, kind }: Row) =>
    clientName(userAgent) ?? t(kind === 'BROWSER' ? 'sessions.browser' : 'sessions.program');
  return (
    <>
      <ScreenHeader
        title={t('sessions.title')}
        lead={t('sessions.lead')}
        actions={
          hasOthers && (
            <Button variant="secondary" busy={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
              <Icon name="signOut" className="size-4.5" />
              {t('sessions.endOthers')}
            </Button>
          )
        }
      />
      <ListState {...list} empty={<EmptyState icon="sessions" title={t('sessions.emptyTitle')} />}>
        <Table
          caption={t('sessions.title')}
          rows={list.items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'client',
              label: t('sessions.client'),
              grows: true,
              cell: (session) => (
                <span className="flex flex-wrap items-center gap-2 font-semibold" title={session.userAgent}>
                  {nameOf(session)}
                  {session.current && <Tag tone="accent">{t('sessions.current')}</Tag>}
                </span>
              ),
            },
            {
              key: 'address',
              label: t('sessions.address'),
              from: 'sm',
              cell: ({ clientAddress }) => (
                <span className="tabular-nums">{clientAddress || t('sessions.unknown')}</span>
              ),
            },
            { key: 'seen', label: t('sessions.lastSeen'), cell: ({ lastSeenAt }) => <Moment at={lastSeenAt} /> },
            {
              key: 'began',
              label: t('sessions.began'),
              from: 'md',
              cell: ({ createdAt }) => <Moment at={createdAt} />,
            },
            {
              key: 'end',
              label: <span className="sr-only">{t('sessions.end')}</span>,
              end: true,
              cell: (session) =>
                !session.current && (
                  <Button
                    variant="quiet"
                    small
                    aria-label={`${t('sessions.end')}: ${nameOf(session)}`}
                    onClick={() => end.mutate(session.id)}
                  >
                    <Icon name="signOut" className="size-4.5 sm:hidden" />
                    <span className="max-sm:hidden">{t('sessions.end')}</span>
                  </Button>
                ),
            },
          ]}
        />
      </ListState>
    </>
  );
}
