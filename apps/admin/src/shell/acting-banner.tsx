import { Button, Icon } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useActing } from '../session/acting.store';
import { useActFor } from '../session/use-act-for';

/** Says on every screen that one does not act for oneself. */
export function ActingBanner() {
  const t = useTranslations('tenants');
  const tenant = useActing((state) => state.tenant);
  const actFor = useActFor();
  if (!tenant) return null;
  return (
    <div
      role="status"
      className="mb-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-control bg-warning-soft px-4 py-2 text-sm text-warning"
    >
      <span className="flex min-w-0 items-center gap-2.5 font-medium">
        <Icon name="tenant" className="size-5 shrink-0" />
        <span className="min-w-0 wrap-anywhere">{t('actingFor', { name: tenant.name })}</span>
      </span>
      <Button variant="secondary" small onClick={() => actFor(undefined)}>
        {t('stopActing')}
      </Button>
    </div>
  );
}
