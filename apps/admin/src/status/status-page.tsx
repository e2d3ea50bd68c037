import { useTranslations } from 'use-intl';
import { StatusOverview } from './status-overview';

export function StatusPage() {
  const t = useTranslations();
  return (
    <>
      <title>{`${t('status.title')} – ${t('brand')}`}</title>
      <StatusOverview />
    </>
  );
}
