import { Button, Icon, Menu } from '@vortex/ui';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { usePreferences } from '../preferences/preferences.store';
import { useSignOut } from '../session/session.queries';
import { useSession } from '../session/session.store';

export function AccountMenu() {
  const t = useTranslations();
  const router = useRouter();
  const signOut = useSignOut();
  const { theme, language, setTheme, setLanguage } = usePreferences();
  const username = useSession((state) => state.session?.account.username) ?? '';
  const isDark = theme === 'dark';
  return (
    <Menu
      trigger={
        <Button variant="quiet" narrow busy={signOut.isPending}>
          <span className="sr-only">{t('account.menu', { name: username })}</span>
          <span
            aria-hidden="true"
            className="flex size-7 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent uppercase"
          >
            {Array.from(username)[0]}
          </span>
          <span aria-hidden="true" className="max-w-32 truncate max-md:hidden">
            {username}
          </span>
          <Icon name="chevronDown" className="size-4" />
        </Button>
      }
      items={[
        {
          label: isDark ? t('palette.light') : t('palette.dark'),
          icon: isDark ? 'sun' : 'moon',
          onSelect: () => setTheme(isDark ? 'light' : 'dark'),
        },
        {
          label: t('palette.otherLanguage'),
          icon: 'globe',
          onSelect: () => setLanguage(language === 'en' ? 'ru' : 'en'),
        },
        { label: t('nav.settings'), icon: 'settings', onSelect: () => router.push('/settings') },
        { label: t('actions.changePassword'), icon: 'key', onSelect: () => router.push('/change-password') },
        { label: t('actions.signOut'), icon: 'signOut', onSelect: () => signOut.mutate() },
      ]}
    />
  );
}
