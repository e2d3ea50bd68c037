import type { ServerState } from '@vortex/sdk';
import { StatusBadge, type Tone } from '@vortex/ui';
import { useTranslations } from 'use-intl';

export const serverStates = [
  'PROVISIONING',
  'ACTIVE',
  'DRAINING',
  'DISABLED',
] as const satisfies readonly ServerState[];

const tones: Readonly<Record<ServerState, Tone>> = {
  PROVISIONING: 'accent',
  ACTIVE: 'ok',
  DRAINING: 'warning',
  DISABLED: 'neutral',
};

export function ServerStateBadge({ state }: { readonly state: ServerState }) {
  const t = useTranslations('serverState');
  return <StatusBadge tone={tones[state]} label={t(state)} />;
}
