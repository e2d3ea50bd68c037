import { useSyncExternalStore } from 'react';

const wide = '(min-width: 64rem)';

/** Whether there is room for a table of several columns. */
export function useWide(): boolean {
  return useSyncExternalStore(follow, () => matchMedia(wide).matches);
}

function follow(changed: () => void): () => void {
  const query = matchMedia(wide);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
