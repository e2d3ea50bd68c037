import { useQuery } from '@tanstack/react-query';
import { SubscriptionLink } from '@vortex/sdk';
import { Button, Card, Icon, Skeleton } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { CopyButton } from '../api/copy-button';
import { useErrorText } from '../api/use-error-text';
import { Moment } from '../format/moment';

const QrCode = dynamic(async () => (await import('./qr-code')).QrCode, {
  loading: () => <Skeleton className="size-48" />,
});

/** The address a customer is given, to copy or to photograph. */
export function UserLink({ userId }: { readonly userId: string }) {
  const t = useTranslations('link');
  const api = useApi();
  const errorText = useErrorText();
  const [shown, setShown] = useState(false);
  const { data: link, error } = useQuery({
    queryKey: ['user', userId, 'link'],
    queryFn: async ({ signal }) => (await api.request(SubscriptionLink, { userId }, { signal })).subscriptionLink,
  });
  return (
    <Card title={t('title')}>
      {error && <p className="text-sm text-danger">{errorText(error)}</p>}
      {!link && !error && <Skeleton className="h-16" />}
      {link && (
        <div className="flex flex-col gap-3 text-sm">
          <div className="flex items-center gap-1 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
            <code className="min-w-0 flex-1 truncate text-xs" title={link.url}>
              {link.url}
            </code>
            <CopyButton text={link.url} />
          </div>
          <p className="text-ink-muted">{t('hint')}</p>
          {shown ? (
            <div className="flex justify-center rounded-control bg-white p-3">
              <QrCode text={link.url} label={t('qr')} />
            </div>
          ) : (
            <Button variant="secondary" small onClick={() => setShown(true)}>
              <Icon name="qr" className="size-4" />
              {t('show')}
            </Button>
          )}
          <p className="flex justify-between gap-3 border-t border-line pt-3 text-ink-muted">
            <span>{t('rotated')}</span>
            <Moment at={link.rotatedAt} />
          </p>
        </div>
      )}
    </Card>
  );
}
