import { Icon } from '@vortex/ui';
import { useTranslations } from 'use-intl';

/** In the place of one part of a screen that could not be had, where the others go on. */
export function NotShown() {
  const t = useTranslations('states');
  return (
    <p className="flex items-center gap-2.5 text-sm text-ink-muted">
      <Icon name="warning" className="size-5 shrink-0 text-warning" />
      {t('errorTitle')}
    </p>
  );
}
