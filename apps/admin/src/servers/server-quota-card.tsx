import type { QuotaState, ServerQuery } from '@vortex/sdk';
import { Card, Fact, Facts, Meter, StatusBadge, type Tone } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { ExactTime } from '../format/moment';
import { useUnits } from '../format/use-units';

const tones = { WITHIN: 'ok', WARNED: 'warning', EXHAUSTED: 'danger' } as const satisfies Record<QuotaState, Tone>;

/** What a server has carried of what it may in its month. Nothing where it has no limit. */
export function ServerQuotaCard({ server }: { readonly server: NonNullable<ServerQuery['server']> }) {
  const t = useTranslations();
  const { bytes } = useUnits();
  const { trafficQuota: quota, quotaUsage: usage } = server;
  if (!quota || !usage) return null;
  const { usedBytes, state, periodEndsAt } = usage;
  const text = t('servers.quotaUsed', { used: bytes(usedBytes), limit: bytes(quota.limitBytes) });
  return (
    <Card title={t('servers.quotaTitle')} aside={<StatusBadge tone={tones[state]} label={t(`quotaState.${state}`)} />}>
      <Meter label={text} share={Number(usedBytes) / Number(quota.limitBytes)} tone={tones[state]} />
      <p className="mt-2 mb-4 text-sm text-ink-muted tabular-nums">{text}</p>
      <Facts>
        <Fact name={t('servers.counted')}>{t(`countedTraffic.${quota.counted}`)}</Fact>
        <Fact name={t('servers.quotaEnds')}>
          <ExactTime at={periodEndsAt} />
        </Fact>
      </Facts>
    </Card>
  );
}
