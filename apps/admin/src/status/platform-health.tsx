import { Skeleton } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { HealthBadge } from './health-badge';
import { useHealth } from './status.queries';

/** Tells somebody who cannot sign in whether it is them or the platform. */
export function PlatformHealth() {
  const t = useTranslations('signIn');
  const { data, isPending } = useHealth();
  return (
    <p className="flex items-center justify-center gap-2.5 text-sm text-ink-muted" aria-live="polite">
      {t('platform')}
      {isPending ? <Skeleton className="h-6 w-24 rounded-full" /> : <HealthBadge state={data?.state} />}
    </p>
  );
}
