import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

export interface Address {
  get(name: string): string | undefined;
  /** Undefined takes a value out. Nothing is added to the browser's history: filters are refined, not visited. */
  set(changes: Readonly<Record<string, string | undefined>>): void;
}

/** What a screen shows, as its address says it: so a link to it shows the same. */
export function useAddress(): Address {
  const params = useSearchParams();
  const set = useCallback((changes: Readonly<Record<string, string | undefined>>) => {
    const query = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') query.delete(name);
      else query.set(name, value);
    }
    const text = query.toString();
    window.history.replaceState(null, '', `${window.location.pathname}${text ? `?${text}` : ''}`);
  }, []);
  return { get: (name) => params.get(name) ?? undefined, set };
}
