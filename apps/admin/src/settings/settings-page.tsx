import { buttonStyle, Card, Checkbox, Fact, Facts, Icon } from '@vortex/ui';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { PreferenceControls } from '../preferences/preference-controls';
import { usePreferences } from '../preferences/preferences.store';
import { useSession } from '../session/session.store';
import { ScreenHeader } from '../shell/screen-header';

/** How somebody likes the panel, and what is their own in it. */
export function SettingsPage() {
  const t = useTranslations();
  const { shortcuts, setShortcuts } = usePreferences();
  const account = useSession((state) => state.session?.account);
  return (
    <>
      <ScreenHeader title={t('settings.title')} lead={t('settings.lead')} />
      <div className="grid max-w-4xl grid-cols-1 items-start gap-6 md:grid-cols-2">
        <Card title={t('settings.appearance')}>
          <div className="flex flex-wrap gap-3">
            <PreferenceControls />
          </div>
        </Card>
        <Card title={t('settings.keyboard')}>
          <Checkbox
            label={t('settings.singleKeys')}
            hint={t('settings.singleKeysHint')}
            checked={shortcuts}
            onChange={setShortcuts}
          />
        </Card>
        <Card title={t('settings.account')}>
          <Facts>
            <Fact name={t('settings.signedInAs')}>{account?.username}</Fact>
            <Fact name={t('settings.role')}>{account?.role}</Fact>
          </Facts>
          <div className="mt-5 flex flex-wrap gap-2">
            <Link
              href="/change-password"
              prefetch={false}
              className={buttonStyle({ variant: 'secondary', small: true })}
            >
              <Icon name="key" className="size-4" />
              {t('actions.changePassword')}
            </Link>
            <Link href="/sessions" prefetch={false} className={buttonStyle({ variant: 'secondary', small: true })}>
              <Icon name="sessions" className="size-4" />
              {t('nav.sessions')}
            </Link>
          </div>
        </Card>
      </div>
    </>
  );
}
