import type { HealthState } from '@vortex/sdk';
import { StatusBadge, type Tone } from '@vortex/ui';
import { useTranslations } from 'use-intl';

const tones: Readonly<Record<HealthState, Tone>> = { OK: 'ok', DEGRADED: 'warning', FAILED: 'danger' };

/** A state of health; absent, nobody answered. */
export function HealthBadge({ state }: { readonly state: HealthState | undefined }) {
  const t = useTranslations('health');
  return <StatusBadge tone={state ? tones[state] : 'danger'} label={t(state ?? 'unknown')} />;
}
