import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'use-intl';
import type { Language } from '../preferences/languages';

interface SettingTexts {
  readonly label: Readonly<Record<string, string>>;
  readonly hint: Readonly<Record<string, string>>;
}

/** Apart from the other texts: they are many, and one screen needs them. */
const loadTexts: Readonly<Record<Language, () => Promise<SettingTexts>>> = {
  en: async () => (await import('../../messages/settings.en.json')).default,
  ru: async () => (await import('../../messages/settings.ru.json')).default,
};

/** What a setting is called and what it is for; one without words of ours stands under its own name. */
export function useSettingWords() {
  const language = useLocale();
  const { data: texts } = useQuery({
    queryKey: ['setting-texts', language],
    queryFn: loadTexts[language],
    staleTime: Infinity,
  });
  const of = (kind: keyof SettingTexts, name: string) =>
    texts && Object.hasOwn(texts[kind], name) ? texts[kind][name] : undefined;
  return (name: string): { readonly label: string; readonly hint?: string } => ({
    label: of('label', name) ?? spaced(name),
    hint: of('hint', name),
  });
}

function spaced(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
