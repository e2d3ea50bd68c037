import type { BrowserContextOptions } from 'playwright-core';

export const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true };
const wide = { viewport: { width: 1920, height: 1080 } };
const widest = { viewport: { width: 2560, height: 1440 } };
/** A desk where everything is drawn twice as large. */
const zoomed = { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 };

/** Its name, how the browser is set, and the language it asks for. */
export type View = readonly [string, BrowserContextOptions, 'en' | 'ru'];
const shown = (name: string, size: object, colorScheme: 'light' | 'dark', language: 'en' | 'ru'): View => [
  `${name}-${colorScheme}-${language}`,
  { ...size, colorScheme, locale: language === 'en' ? 'en-GB' : 'ru-RU' },
  language,
];
/** What every run looks at. */
export const two = [shown('desktop', desktop, 'light', 'en'), shown('phone', phone, 'dark', 'ru')];
/** What is looked at besides, where pictures are wanted. */
export const more = [
  shown('desktop', desktop, 'dark', 'en'),
  shown('desktop', desktop, 'light', 'ru'),
  shown('desktop', desktop, 'dark', 'ru'),
  shown('phone', phone, 'light', 'en'),
  shown('phone', phone, 'dark', 'en'),
  shown('phone', phone, 'light', 'ru'),
  shown('tablet', tablet, 'light', 'ru'),
  shown('tablet', tablet, 'dark', 'en'),
  shown('wide', wide, 'light', 'en'),
  shown('widest', widest, 'dark', 'ru'),
  shown('zoomed', zoomed, 'light', 'ru'),
];
