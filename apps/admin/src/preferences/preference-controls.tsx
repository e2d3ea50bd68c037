import { LanguageToggle, ThemeToggle } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { languages } from './languages';
import { usePreferences } from './preferences.store';

export function PreferenceControls() {
  const t = useTranslations('preferences');
  const { theme, language, setTheme, setLanguage } = usePreferences();
  const themes = { light: t('light'), dark: t('dark'), system: t('system') };
  return (
    <>
      <LanguageToggle label={t('language')} languages={languages} value={language} onChange={setLanguage} />
      <ThemeToggle label={t('theme')} labels={themes} value={theme} onChange={setTheme} />
    </>
  );
}
