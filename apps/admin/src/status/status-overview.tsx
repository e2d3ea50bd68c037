import { VortexError } from '@vortex/sdk';
import { Alert, Button, Card, EmptyState, ErrorState } from '@vortex/ui';
import { useFormatter, useTranslations } from 'use-intl';
import { useErrorText } from '../api/use-error-text';
import { Figures } from './figures';
import { ServiceCard, ServiceCardSkeleton } from './service-card';
import { type Status, useSystemStatus } from './status.queries';
import { StatusSummary } from './status-summary';
import { useLiveMetrics } from './use-live-metrics';

/** The whole platform at a glance: loading, shown, outdated, or not to be had. */
export function StatusOverview() {
  const { data, error, isFetching, refetch } = useSystemStatus();
  const live = useLiveMetrics();
  const refresh = () => void refetch();
  if (!data && error) return <Unavailable error={error} busy={isFetching} onRetry={refresh} />;
  return (
    <div className="space-y-6">
      <StatusSummary status={data} live={live !== undefined} busy={isFetching} onRefresh={refresh} />
      {data && error && <Outdated error={error} status={data} />}
      <Figures metrics={live ?? data?.metrics} accountCount={data?.accountCount} />
      <Services services={data?.services} />
    </div>
  );
}

function Services({ services }: { readonly services: Status['services'] | undefined }) {
  const t = useTranslations('status');
  if (services?.length === 0) {
    return (
      <Card>
        <EmptyState title={t('emptyTitle')} detail={t('emptyDetail')} />
      </Card>
    );
  }
  const cards = services?.map((service) => <ServiceCard key={service.name} service={service} />);
  return (
    <section aria-label={t('services')} aria-busy={!services} className="grid grid-cols-1 gap-4 md:grid-cols-2">
      {!services && <p className="sr-only">{t('loading')}</p>}
      {cards ?? ['first', 'second'].map((place) => <ServiceCardSkeleton key={place} />)}
    </section>
  );
}

function Outdated({ error, status }: { readonly error: Error; readonly status: Status }) {
  const t = useTranslations('status');
  const errorText = useErrorText();
  const time = useFormatter().dateTime(new Date(status.checkedAt), { timeStyle: 'medium' });
  return <Alert tone="warning">{t('outdated', { reason: errorText(error), time })}</Alert>;
}

interface UnavailableProps {
  readonly error: Error;
  readonly busy: boolean;
  readonly onRetry: () => void;
}

function Unavailable({ error, busy, onRetry }: UnavailableProps) {
  const t = useTranslations();
  const errorText = useErrorText();
  const traceId = error instanceof VortexError ? error.traceId : undefined;
  return (
    <Card>
      <h1 className="sr-only">{t('status.title')}</h1>
      <ErrorState
        title={t('status.errorTitle')}
        detail={errorText(error)}
        reference={traceId && t('errors.reference', { id: traceId })}
        action={
          <Button variant="secondary" busy={busy} onClick={onRetry}>
            {t('actions.retry')}
          </Button>
        }
      />
    </Card>
  );
}
