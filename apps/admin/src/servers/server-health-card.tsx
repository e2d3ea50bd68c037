import { useQuery } from '@tanstack/react-query';
import { ServerHealth, type ServerHealthQuery, type ServerHealthState } from '@vortex/sdk';
import { Card, Icon, Meter, StatusBadge, type Tone } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { Moment } from '../format/moment';

type Health = NonNullable<NonNullable<ServerHealthQuery['server']>['health']>;

const tones = { HEALTHY: 'ok', DEGRADED: 'warning', UNHEALTHY: 'danger' } as const satisfies Record<
  ServerHealthState,
  Tone
>;

interface ServerHealthCardProps {
  readonly serverId: string;
  readonly inbounds: readonly { readonly id: string; readonly tag: string }[];
}

/** How well a server serves, as the panel's own handshakes and its agent tell. Nothing before the first look. */
export function ServerHealthCard({ serverId, inbounds }: ServerHealthCardProps) {
  const t = useTranslations('serverHealth');
  const api = useApi();
  const { data: health } = useQuery({
    queryKey: ['servers', 'health', serverId],
    queryFn: async ({ signal }) =>
      (await api.request(ServerHealth, { id: serverId }, { signal })).server?.health ?? null,
    refetchInterval: 15_000,
  });
  if (!health) return null;
  const tagOf = (id: string) => inbounds.find((inbound) => inbound.id === id)?.tag ?? t('goneInbound');
  return (
    <Card title={t('title')} aside={<StatusBadge tone={tones[health.state]} label={t(health.state)} />}>
      <Meter label={t('score', { score: health.score })} share={health.score / 100} tone={tones[health.state]} />
      <p className="mt-2 flex justify-between gap-3 text-sm text-ink-muted tabular-nums">
        <span>{t('score', { score: health.score })}</span>
        <Moment at={health.checkedAt} />
      </p>
      {health.reasons.length > 0 && (
        <ul className="mt-4 flex flex-col gap-2 text-sm">
          {health.reasons.map(({ code, inboundId }) => (
            <li key={`${code} ${inboundId ?? ''}`} className="flex items-start gap-2">
              <Icon name="warning" className="mt-px size-4.5 shrink-0 text-warning" />
              <span className="min-w-0 wrap-anywhere">
                {t(code)}
                {inboundId && `: ${tagOf(inboundId)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {health.inbounds.length > 0 && <Handshakes inbounds={health.inbounds} tagOf={tagOf} />}
    </Card>
  );
}

interface HandshakesProps {
  readonly inbounds: Health['inbounds'];
  readonly tagOf: (id: string) => string;
}

function Handshakes({ inbounds, tagOf }: HandshakesProps) {
  const t = useTranslations('serverHealth');
  return (
    <ul className="mt-4 divide-y divide-line border-t border-line text-sm">
      {inbounds.map(({ inboundId, reachable, latencyMs, failure }) => (
        <li key={inboundId} className="flex items-center justify-between gap-3 py-2 last:pb-0">
          <span className="min-w-0 truncate">{tagOf(inboundId)}</span>
          <span className={reachable ? 'text-ok tabular-nums' : 'text-danger'}>
            {reachable ? t('latency', { ms: latencyMs ?? 0 }) : t(failure ?? 'CLOSED')}
          </span>
        </li>
      ))}
    </ul>
  );
}
