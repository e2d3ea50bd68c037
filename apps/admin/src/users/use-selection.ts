import { useMemo, useState } from 'react';

export interface Selection {
  readonly size: number;
  readonly ids: readonly string[];
  has(id: string): boolean;
  set(id: string, chosen: boolean): void;
  setAll(ids: readonly string[]): void;
}

/** Which rows somebody has chosen. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      size: chosen.size,
      ids: [...chosen],
      has: (id) => chosen.has(id),
      set: (id, isChosen) =>
        setChosen((before) => {
          const next = new Set(before);
          if (isChosen) next.add(id);
          else next.delete(id);
          return next;
        }),
      setAll: (ids) => setChosen(new Set(ids)),
    }),
    [chosen],
  );
}
