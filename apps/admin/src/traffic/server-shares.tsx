import type { TrafficFieldsFragment } from '@vortex/sdk';
import { Meter } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useUnits } from '../format/use-units';

/** Which servers have carried how much of it. */
export function ServerShares({ shares }: { readonly shares: TrafficFieldsFragment['topServers'] }) {
  const t = useTranslations('traffic');
  const { bytes, share } = useUnits();
  const sums = shares.map(({ totals }) => Number(totals.downlinkBytes) + Number(totals.uplinkBytes));
  const most = Math.max(...sums, 1);
  const all = sums.reduce((sum, each) => sum + each, 0);
  return (
    <ul className="flex flex-col gap-3.5 text-sm">
      {shares.map(({ serverId, server }, place) => (
        <li key={serverId}>
          <div className="mb-1 flex items-baseline justify-between gap-3">
            <span className="min-w-0 truncate font-medium">{server?.name ?? t('goneServer')}</span>
            <span className="shrink-0 text-ink-muted tabular-nums">{bytes(String(sums[place] ?? 0))}</span>
          </div>
          <Meter label={share((sums[place] ?? 0) / Math.max(all, 1))} share={(sums[place] ?? 0) / most} />
        </li>
      ))}
    </ul>
  );
}
