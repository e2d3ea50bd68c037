import { useEffect, useSyncExternalStore } from 'react';
import { usePreferences } from './preferences.store';

const darkSystem = '(prefers-color-scheme: dark)';

/** Writes theme and language to the root element, where styles, screen readers and spell checkers look for them. */
export function useAppliedPreferences(): void {
  const { theme, language } = usePreferences();
  const systemIsDark = useSyncExternalStore(followSystem, () => matchMedia(darkSystem).matches);
  const applied = theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme;
  useEffect(() => {
    document.documentElement.dataset['theme'] = applied;
    document.documentElement.lang = language;
  }, [applied, language]);
}

function followSystem(changed: () => void): () => void {
  const query = matchMedia(darkSystem);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
