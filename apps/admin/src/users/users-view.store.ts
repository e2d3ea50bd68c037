import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const columnNames = ['status', 'traffic', 'expires', 'online', 'groups', 'tags', 'note', 'created'] as const;
export type ColumnName = (typeof columnNames)[number];

export interface SavedFilter {
  readonly name: string;
  /** Of the address, without its question mark. */
  readonly query: string;
}

interface UsersView {
  readonly columns: readonly ColumnName[];
  readonly saved: readonly SavedFilter[];
  readonly setColumn: (name: ColumnName, shown: boolean) => void;
  readonly save: (filter: SavedFilter) => void;
  readonly forget: (name: string) => void;
}

/** How this browser shows the list of users: which columns, and the filters somebody has given a name. */
export const useUsersView = create<UsersView>()(
  persist(
    (set) => ({
      columns: ['status', 'traffic', 'expires', 'online', 'groups'],
      saved: [],
      setColumn: (name, shown) =>
        set(({ columns }) => ({
          columns: columnNames.filter((column) => (column === name ? shown : columns.includes(column))),
        })),
      save: (filter) => set(({ saved }) => ({ saved: [...saved.filter(({ name }) => name !== filter.name), filter] })),
      forget: (name) => set(({ saved }) => ({ saved: saved.filter((filter) => filter.name !== name) })),
    }),
    { name: 'vortex.users', partialize: ({ columns, saved }) => ({ columns, saved }) },
  ),
);
