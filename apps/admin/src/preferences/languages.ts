import type en from '../../messages/en.json';
import type screensEn from '../../messages/screens.en.json';

/** Each language by its own name. */
export const languages = { en: 'English', ru: 'Русский' } as const;

export type Language = keyof typeof languages;

export type Messages = typeof en;

/**
 * A browser fetches the texts of its language alone. The compiler checks that a translation has what the English texts
 * have; a test checks that it has no more.
 */
export const loadMessages: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import('../../messages/en.json')).default,
  ru: async () => (await import('../../messages/ru.json')).default,
};

/** Texts of screens that few open: they come with those, inside `ScreenTexts`. */
export const loadScreenMessages: Readonly<Record<Language, () => Promise<typeof screensEn>>> = {
  en: async () => (await import('../../messages/screens.en.json')).default,
  ru: async () => (await import('../../messages/screens.ru.json')).default,
};

/** The first language of the browser that the panel speaks. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0];
    if (language !== undefined && Object.hasOwn(languages, language)) return language as Language;
  }
  return 'en';
}

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: Messages & typeof screensEn;
  }
}
