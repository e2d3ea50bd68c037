import type { ServerFieldsFragment } from '@vortex/sdk';
import { Card, Fact, Facts, Tag } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { ExactTime } from '../format/moment';
import { useUnits } from '../format/use-units';
import { useRegion } from './use-region';

/** Where a server stands, and what it is meant to carry. */
export function ServerAbout({ server }: { readonly server: ServerFieldsFragment }) {
  const t = useTranslations();
  const units = useUnits();
  const region = useRegion();
  const limit = (value: number | null) => (value === null ? t('units.unlimited') : units.number(value));
  return (
    <Card title={t('servers.about')}>
      <Facts>
        <Fact name={t('servers.region')}>{region(server.region) || t('units.none')}</Fact>
        <Fact name={t('servers.addresses')}>
          {server.addresses.length === 0
            ? t('units.none')
            : server.addresses.map((address) => (
                <span key={address} className="block">
                  {address}
                </span>
              ))}
        </Fact>
        <Fact name={t('servers.mostUsers')}>{limit(server.capacity.users)}</Fact>
        <Fact name={t('servers.mostMegabits')}>{limit(server.capacity.megabitsPerSecond)}</Fact>
        <Fact name={t('servers.coefficient')}>
          {t('servers.times', { factor: units.number(server.coefficientMilli / 1000) })}
        </Fact>
        {server.failover && (
          <Fact name={t('servers.group')}>{`${server.failover.group} · ${server.failover.rank}`}</Fact>
        )}
        <Fact name={t('servers.shared')}>{server.shared ? t('actions.yes') : t('actions.no')}</Fact>
        {server.tags.length > 0 && (
          <Fact name={t('servers.tags')}>
            <span className="flex flex-wrap justify-end gap-1">
              {server.tags.map((tag) => (
                <Tag key={tag}>{tag}</Tag>
              ))}
            </span>
          </Fact>
        )}
        <Fact name={t('userColumn.created')}>
          <ExactTime at={server.createdAt} />
        </Fact>
      </Facts>
    </Card>
  );
}
