import type { ServerTrafficQuery } from '@vortex/sdk';
import { EmptyState } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useUnits } from '../format/use-units';
import { useUserNames } from './traffic.queries';

type Shares = ServerTrafficQuery['serverTraffic']['topUsers'];

/** Who has used most. */
export function TopUsers({ shares }: { readonly shares: Shares }) {
  const t = useTranslations('overview');
  const { bytes } = useUnits();
  const { data: names } = useUserNames(shares.map(({ userId }) => userId));
  if (shares.length === 0) return <EmptyState title={t('noUsers')} />;
  return (
    <ol className="flex flex-col gap-2.5 text-sm">
      {shares.map(({ userId, totals }) => (
        <li key={userId} className="flex items-baseline justify-between gap-3">
          {names?.[userId] === undefined ? (
            <span className="text-ink-muted">{names ? t('gone') : '…'}</span>
          ) : (
            <Link
              href={`/users/user?id=${userId}`}
              prefetch={false}
              className="min-w-0 truncate font-medium underline-offset-4 hover:text-accent hover:underline"
            >
              <bdi>{names[userId]}</bdi>
            </Link>
          )}
          <span className="shrink-0 text-ink-muted tabular-nums">
            {bytes(String(BigInt(totals.uplinkBytes) + BigInt(totals.downlinkBytes)))}
          </span>
        </li>
      ))}
    </ol>
  );
}
