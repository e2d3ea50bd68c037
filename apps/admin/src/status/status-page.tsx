import { Page } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { PreferenceControls } from '../preferences/preference-controls';
import { AccountControls } from '../session/account-controls';
import { StatusOverview } from './status-overview';

export function StatusPage() {
  const t = useTranslations();
  return (
    <Page
      brand={t('brand')}
      skipLabel={t('actions.skipToContent')}
      account={<AccountControls />}
      preferences={<PreferenceControls />}
    >
      <title>{`${t('status.title')} – ${t('brand')}`}</title>
      <StatusOverview />
    </Page>
  );
}
