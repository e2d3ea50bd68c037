import type { Theme } from '@vortex/ui';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type Language, preferredLanguage } from './languages';

interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
  /** Whether single keys do something: not for those whose input devices press some by themselves. */
  readonly shortcuts: boolean;
  readonly setTheme: (theme: Theme) => void;
  readonly setLanguage: (language: Language) => void;
  readonly setShortcuts: (shortcuts: boolean) => void;
}

/** `theme-script.ts` reads the same entry before the page is drawn. */
const storageKey = 'vortex.preferences';

/** What this browser remembers of how its user likes the panel. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'system',
      language: preferredLanguage(typeof navigator === 'undefined' ? [] : navigator.languages),
      shortcuts: true,
      setTheme: (theme) => set({ theme }),
      setLanguage: (language) => set({ language }),
      setShortcuts: (shortcuts) => set({ shortcuts }),
    }),
    { name: storageKey, partialize: ({ theme, language, shortcuts }) => ({ theme, language, shortcuts }) },
  ),
);
