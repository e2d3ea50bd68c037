import { Skeleton } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { Gone } from '../shell/gone';
import { NotToBeHad } from '../shell/not-to-be-had';
import { InboundEditor } from './inbound-editor';
import { useInbound, useInboundSchemas } from './inbounds.queries';

/** One inbound, or a new one. */
export function InboundPage() {
  const t = useTranslations('nav');
  const { get } = useAddress();
  const id = get('id');
  const schemas = useInboundSchemas();
  const inbound = useInbound(id);
  const error = schemas.error ?? inbound.error;
  if (inbound.data === null) {
    return <Gone icon="inbounds" href="/inbounds" label={t('inbounds')} />;
  }
  if (!schemas.data || (id && !inbound.data)) {
    if (!error) return <Skeleton className="h-96" />;
    const retry = () => void Promise.all([schemas.refetch(), id ? inbound.refetch() : undefined]);
    return (
      <NotToBeHad title={t('inbounds')} error={error} busy={schemas.isFetching || inbound.isFetching} onRetry={retry} />
    );
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
