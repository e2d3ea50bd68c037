import type { ServerQuery } from '@vortex/sdk';
import { buttonStyle, Card, EmptyState, Icon } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { InboundsTable } from '../inbounds/inbounds-table';
import { useMay } from '../session/permissions';

interface ServerInboundsProps {
  readonly serverId: string;
  readonly inbounds: NonNullable<NonNullable<ServerQuery['server']>['inbounds']>;
}

/** With what a server listens. */
export function ServerInbounds({ serverId, inbounds }: ServerInboundsProps) {
  const t = useTranslations('servers');
  const may = useMay();
  const create = may('nodes.inbound.write') && (
    <Link
      href={`/inbounds/inbound?server=${serverId}`}
      prefetch={false}
      className={buttonStyle({ variant: 'secondary', small: true })}
    >
      <Icon name="plus" className="size-4" />
      {t('addInbound')}
    </Link>
  );
  return (
    <section>
      <div className="mb-3 flex items-center justify-between gap-3">
        <h2 className="text-base font-semibold">{t('inbounds')}</h2>
        {create}
      </div>
      {inbounds.length === 0 ? (
        <Card>
          <EmptyState icon="inbounds" title={t('noInbounds')} />
        </Card>
      ) : (
        <InboundsTable inbounds={inbounds} />
      )}
    </section>
  );
}
