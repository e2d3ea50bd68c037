import { Alert } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useContact } from '../api/use-contact';
import { useOldAnswers } from '../api/use-old-answers';

/** Says on every screen that the panel does not answer, or that some of what is there is old, for as long as that is so. */
export function ContactBanner() {
  const t = useTranslations('states');
  const hasContact = useContact();
  const isOld = useOldAnswers();
  if (hasContact && !isOld) return null;
  return (
    <div className="mb-6">
      <Alert tone="warning">{t(hasContact ? 'old' : 'noContact')}</Alert>
    </div>
  );
}
