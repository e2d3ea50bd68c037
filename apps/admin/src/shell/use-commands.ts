import type { ComboEntry, IconName } from '@vortex/ui';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { usePreferences } from '../preferences/preferences.store';
import { useMay } from '../session/permissions';
import { useSignOut } from '../session/session.queries';

/** What is begun on a screen, by the right it takes. */
const beginnings = [
  ['createUser', 'core.user.create', '/users?new=1', 'plus'],
  ['createUsers', 'core.user.bulk', '/users?many=1', 'users'],
  ['importUsers', 'core.user.import', '/users?import=1', 'upload'],
  ['createServer', 'nodes.server.write', '/servers?new=1', 'plus'],
  ['createInbound', 'nodes.inbound.write', '/inbounds/inbound', 'plus'],
  ['createGroup', 'core.group.write', '/groups?new=1', 'plus'],
  ['createHost', 'core.host.write', '/hosts?new=1', 'plus'],
  ['previewLinks', 'core.user.credentials', '/links?tab=preview', 'eye'],
  ['createTenant', 'auth.tenant.write', '/tenants?new=1', 'plus'],
  ['createAccount', 'auth.account.write', '/administrators?new=1', 'plus'],
  ['createRole', 'auth.role.write', '/roles?new=1', 'plus'],
  ['createToken', 'auth.api-token.write', '/tokens?new=1', 'plus'],
  ['backUp', 'system.backup.create', '/backups?new=1', 'archive'],
  ['changePassword', undefined, '/change-password', 'key'],
] as const satisfies readonly (readonly [string, string | undefined, string, IconName])[];

/** What somebody may want to do wherever they are. */
export function useCommands(onClose: () => void, onShortcuts: () => void): ComboEntry[] {
  const t = useTranslations('palette');
  const router = useRouter();
  const may = useMay();
  const signOut = useSignOut();
  const { language, setTheme, setLanguage } = usePreferences();
  const section = t('commands');
  const doing = (id: string, label: string, icon: IconName, run: () => void) => ({
    ...{ id, label, icon, section },
    onSelect: () => {
      onClose();
      run();
    },
  });
  return [
    ...beginnings
      .filter(([, needs]) => needs === undefined || may(needs))
      .map(([name, , path, icon]) => doing(name, t(name), icon, () => router.push(path))),
    doing('shortcuts', t('shortcuts'), 'keyboard', onShortcuts),
    doing('light', t('light'), 'sun', () => setTheme('light')),
    doing('dark', t('dark'), 'moon', () => setTheme('dark')),
    doing('language', t('otherLanguage'), 'globe', () => setLanguage(language === 'en' ? 'ru' : 'en')),
    doing('signOut', t('signOut'), 'signOut', () => signOut.mutate()),
  ];
}
