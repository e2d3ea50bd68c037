import { Alert } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useContact } from '../api/use-contact';

/** Says on every screen that the panel does not answer, until it does. */
export function ContactBanner() {
  const t = useTranslations('states');
  if (useContact()) return null;
  return (
    <div className="mb-6">
      <Alert tone="warning">{t('noContact')}</Alert>
    </div>
  );
}
