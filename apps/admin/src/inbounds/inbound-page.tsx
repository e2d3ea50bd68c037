import { Card, EmptyState, Skeleton } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { Unavailable } from '../api/list-state';
import { BackToInbounds } from './back-to-inbounds';
import { InboundEditor } from './inbound-editor';
import { useInbound, useInboundSchemas } from './inbounds.queries';

/** One inbound, or a new one. */
export function InboundPage() {
  const t = useTranslations('states');
  const { get } = useAddress();
  const id = get('id');
  const schemas = useInboundSchemas();
  const inbound = useInbound(id);
  const error = schemas.error ?? inbound.error;
  if (inbound.data === null) {
    return (
      <Card>
        <EmptyState icon="inbounds" title={t('goneTitle')} detail={t('goneDetail')} action={<BackToInbounds />} />
      </Card>
    );
  }
  if (!schemas.data || (id && !inbound.data)) {
    if (!error) return <Skeleton className="h-96" />;
    const retry = () => void Promise.all([schemas.refetch(), id ? inbound.refetch() : undefined]);
    return <Unavailable error={error} busy={schemas.isFetching || inbound.isFetching} onRetry={retry} />;
  }
  return (
    <InboundEditor
      key={inbound.data ? `${inbound.data.id} ${inbound.data.revision}` : 'new'}
      schemas={schemas.data}
      inbound={inbound.data}
      serverId={get('server') ?? ''}
    />
  );
}
