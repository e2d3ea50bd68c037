import en from '../../messages/en.json';
import ru from '../../messages/ru.json';
import screensEn from '../../messages/screens.en.json';
import screensRu from '../../messages/screens.ru.json';
import settingsEn from '../../messages/settings.en.json';
import settingsRu from '../../messages/settings.ru.json';
import { languages, preferredLanguage } from './languages';

const messages = {
  en: { ...en, ...screensEn, settingTexts: settingsEn },
  ru: { ...ru, ...screensRu, settingTexts: settingsRu },
};

/** Every text by its path, e.g. `signIn.title`. */
function texts(node: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
      const at = path === '' ? key : `${path}.${key}`;
      return typeof value === 'object' && value !== null ? [...texts(value, at)] : [[at, String(value)] as const];
    }),
  );
}

const placeholders = (text: string) => (text.match(/\{\w+(?=[,}])/g) ?? []).sort();
const english = texts(messages.en);

describe.each(Object.keys(languages) as (keyof typeof languages)[])('the messages in %s', (language) => {
  const own = texts(messages[language]);

  it('have exactly the keys of the English ones', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('say something under every key, with the same values in it', () => {
    for (const [key, text] of own) {
      expect({ key, empty: text.trim() === '' }).toEqual({ key, empty: false });
      expect({ key, values: placeholders(text) }).toEqual({ key, values: placeholders(english.get(key) ?? '') });
    }
  });
});

describe('the language to begin with', () => {
  it('is the first of the browser that the panel speaks', () => {
    expect(preferredLanguage(['de-DE', 'ru-RU', 'en'])).toBe('ru');
    expect(preferredLanguage(['en-GB', 'ru'])).toBe('en');
  });

  it('is English where it speaks none of them', () => {
    expect(preferredLanguage(['de', 'toString'])).toBe('en');
  });
});
