import type { Theme } from '@vortex/ui';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type Language, preferredLanguage } from './languages';

interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
  readonly setTheme: (theme: Theme) => void;
  readonly setLanguage: (language: Language) => void;
}

/** `theme-script.ts` reads the same entry before the page is drawn. */
const storageKey = 'vortex.preferences';

/** What this browser remembers of how its user likes the panel. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'system',
      language: preferredLanguage(typeof navigator === 'undefined' ? [] : navigator.languages),
      setTheme: (theme) => set({ theme }),
      setLanguage: (language) => set({ language }),
    }),
    { name: storageKey, partialize: ({ theme, language }) => ({ theme, language }) },
  ),
);
