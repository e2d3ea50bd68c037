import type { UserStatus } from '@vortex/sdk';
import { StatusBadge, type Tone } from '@vortex/ui';
import { useTranslations } from 'use-intl';

const tones: Readonly<Record<UserStatus, Tone>> = {
  ACTIVE: 'ok',
  ON_HOLD: 'accent',
  LIMITED: 'warning',
  EXPIRED: 'danger',
  DISABLED: 'neutral',
};

export function UserStatusBadge({ status }: { readonly status: UserStatus }) {
  const t = useTranslations('userStatus');
  return <StatusBadge tone={tones[status]} label={t(status)} />;
}
