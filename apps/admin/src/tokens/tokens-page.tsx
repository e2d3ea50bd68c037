import { type ApiTokenFieldsFragment, ApiTokens, RevokeApiToken } from '@vortex/sdk';
import { Button, EmptyState, Icon, StatusBadge, Table } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useApi } from '../api/api';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { ListState } from '../api/list-state';
import { useAction } from '../api/use-action';
import { usePages } from '../api/use-pages';
import { Moment } from '../format/moment';
import { useMay } from '../session/permissions';
import { CreateButton } from '../shell/create-button';
import { ScreenHeader } from '../shell/screen-header';

const TokenDialog = dynamic(async () => (await import('./token-dialog')).TokenDialog, { loading: () => null });

export function TokensPage() {
  const t = useTranslations();
  const api = useApi();
  const may = useMay();
  const { get, set } = useAddress();
  const [asked, setAsked] = useState<Confirmation>();
  const list = usePages<ApiTokenFieldsFragment>({
    key: ['tokens', 'list'],
    load: async (page, signal) => (await api.request(ApiTokens, { page }, { signal })).apiTokens,
  });
  const revoke = useAction({
    run: ({ id }: ApiTokenFieldsFragment) => api.request(RevokeApiToken, { id }),
    done: (_, { name }) => t('tokens.wasRevoked', { name }),
    touches: ['tokens', 'audit'],
  });
  const ask = (token: ApiTokenFieldsFragment) =>
    setAsked({
      title: t('tokens.revokeTitle', { name: token.name }),
      detail: t('tokens.revokeDetail'),
      confirmLabel: t('tokens.revoke'),
      run: () => revoke.mutate(token),
    });
  const mayWrite = may('auth.api-token.write');
  return (
    <>
      <ScreenHeader
        title={t('tokens.title')}
        lead={t('tokens.lead')}
        actions={mayWrite && <CreateButton label={t('tokens.create')} onClick={() => set({ new: '1' })} />}
      />
      <ListState
        {...list}
        empty={<EmptyState icon="token" title={t('tokens.emptyTitle')} detail={t('tokens.emptyDetail')} />}
      >
        <Table
          caption={t('tokens.title')}
          rows={list.items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              label: t('tokens.name'),
              grows: true,
              cell: ({ name, scopes }) => (
                <div>
                  <p className="font-semibold wrap-anywhere">{name}</p>
                  <p className="text-xs text-ink-muted">{t('roles.count', { count: scopes.length })}</p>
                </div>
              ),
            },
            { key: 'state', label: t('tokens.state'), cell: (token) => <TokenState token={token} /> },
            {
              key: 'used',
              label: t('tokens.lastUsed'),
              from: 'sm',
              cell: ({ lastUsedAt }) => (lastUsedAt ? <Moment at={lastUsedAt} /> : t('tokens.neverUsed')),
            },
            {
              key: 'expires',
              label: t('tokens.expires'),
              from: 'md',
              cell: ({ expiresAt }) => (expiresAt ? <Moment at={expiresAt} /> : t('units.never')),
            },
            {
              key: 'revoke',
              label: <span className="sr-only">{t('tokens.revoke')}</span>,
              end: true,
              cell: (token) =>
                mayWrite &&
                token.revokedAt === null && (
                  <Button
                    variant="quiet"
                    small
                    aria-label={`${t('tokens.revoke')}: ${token.name}`}
                    onClick={() => ask(token)}
                  >
                    <Icon name="close" className="size-4.5 sm:hidden" />
                    <span className="max-sm:hidden">{t('tokens.revoke')}</span>
                  </Button>
                ),
            },
          ]}
        />
      </ListState>
      {get('new') && <TokenDialog onClose={() => set({ new: undefined })} />}
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}

function TokenState({ token: { revokedAt, expiresAt } }: { readonly token: ApiTokenFieldsFragment }) {
  const t = useTranslations('tokens');
  if (revokedAt !== null) return <StatusBadge tone="neutral" label={t('revoked')} />;
  if (expiresAt !== null && new Date(expiresAt) < new Date()) return <StatusBadge tone="danger" label={t('expired')} />;
  return <StatusBadge tone="ok" label={t('active')} />;
}
