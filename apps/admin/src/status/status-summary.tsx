import { Button, Icon, Skeleton } from '@vortex/ui';
import { useFormatter, useTranslations } from 'use-intl';
import { HealthBadge } from './health-badge';
import { refreshMs, type Status } from './status.queries';

interface StatusSummaryProps {
  readonly status: Status | undefined;
  readonly live: boolean;
  readonly busy: boolean;
  readonly onRefresh: () => void;
}

export function StatusSummary({ status, live, busy, onRefresh }: StatusSummaryProps) {
  const t = useTranslations();
  return (
    <div className="flex flex-wrap items-start justify-between gap-4">
      <div className="min-w-0 space-y-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="text-2xl font-semibold tracking-tight">{t('status.title')}</h1>
          {status ? <HealthBadge state={status.state} /> : <Skeleton className="h-6 w-24 rounded-full" />}
        </div>
        {status ? <Summary status={status} live={live} /> : <Skeleton className="h-5 w-72 max-w-full" />}
      </div>
      <Button variant="secondary" busy={busy && !status} onClick={onRefresh}>
        <Icon name="refresh" className="size-4.5" />
        {t('actions.refresh')}
      </Button>
    </div>
  );
}

function Summary({ status, live }: { readonly status: Status; readonly live: boolean }) {
  const t = useTranslations();
  const time = useFormatter().dateTime(new Date(status.checkedAt), { timeStyle: 'medium' });
  const seconds = String(refreshMs / 1000);
  return (
    <>
      <p role="status" className="text-sm">
        {t(`status.${status.state}`)}
      </p>
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-muted tabular-nums">
        <span>{t(`shape.${status.shape}`)}</span>
        <span>{status.version}</span>
        <span>{t('status.checkedAt', { time })}</span>
        <span>{live ? t('status.live') : t('status.polling', { seconds })}</span>
      </p>
    </>
  );
}
