import type { UserFilter, UserSort, UserStatus } from '@vortex/sdk';

/** What the list of users is narrowed by, as its address says it. */
export interface UserQuery {
  readonly search: string;
  readonly status: string;
  readonly group: string;
  readonly tag: string;
  readonly traffic: string;
  readonly ends: string;
  readonly online: string;
}

export const queryNames = {
  search: 'q',
  status: 'status',
  group: 'group',
  tag: 'tag',
  traffic: 'traffic',
  ends: 'ends',
  online: 'online',
} as const;

export const statuses = [
  'ACTIVE',
  'ON_HOLD',
  'LIMITED',
  'EXPIRED',
  'DISABLED',
] as const satisfies readonly UserStatus[];

export function queryFrom(get: (name: string) => string | undefined): UserQuery {
  const read = (name: keyof typeof queryNames) => get(queryNames[name]) ?? '';
  return {
    search: read('search'),
    status: read('status'),
    group: read('group'),
    tag: read('tag'),
    traffic: read('traffic'),
    ends: read('ends'),
    online: read('online'),
  };
}

/** How many filters are set, the search aside. */
export function filterCount({ search: _, ...filters }: UserQuery): number {
  return Object.values(filters).filter((value) => value !== '').length;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A word nobody may write into an address leaves its filter out. */
export function filterOf(query: UserQuery, now: Date): UserFilter {
  const at = (offsetMs: number) => new Date(now.getTime() + offsetMs).toISOString();
  const status = statuses.find((known) => known === query.status);
  const ends: Readonly<Record<string, UserFilter>> = {
    week: { expiresAt: { from: at(0), before: at(7 * dayMs) } },
    month: { expiresAt: { from: at(0), before: at(30 * dayMs) } },
    past: { expiresAt: { before: at(0) } },
    never: { neverExpires: true },
  };
  const online: Readonly<Record<string, UserFilter>> = {
    now: { lastOnlineAt: { from: at(-5 * minuteMs) } },
    day: { lastOnlineAt: { from: at(-dayMs) } },
    never: { neverOnline: true },
  };
  return {
    ...(query.search.trim() && { search: query.search.trim() }),
    ...(status && { statuses: [status] }),
    ...(query.group && { groupIds: [query.group] }),
    ...(query.tag && { tags: [query.tag] }),
    ...(query.traffic === 'unlimited' && { unlimited: true }),
    ...(query.traffic === 'limited' && { unlimited: false }),
    ...(Object.hasOwn(ends, query.ends) && ends[query.ends]),
    ...(Object.hasOwn(online, query.online) && online[query.online]),
  };
}

const sortFields = {
  username: 'USERNAME',
  status: 'STATUS',
  traffic: 'USED_BYTES',
  expires: 'EXPIRES_AT',
  online: 'LAST_ONLINE_AT',
  created: 'CREATED_AT',
} as const;

export type SortName = keyof typeof sortFields;

const isSortName = (name: string): name is SortName => Object.hasOwn(sortFields, name);

/** `traffic` from the least, `-traffic` from the most; the newest first where nothing is said. */
export function sortOf(text: string | undefined): UserSort[] {
  const name = text?.replace(/^-/, '') ?? '';
  if (!text || !isSortName(name)) return [];
  return [{ field: sortFields[name], direction: text.startsWith('-') ? 'DESC' : 'ASC' }];
}

/** What pressing a column's head makes of the order: up, down, and as it was. */
export function nextSort(name: SortName, now: string | undefined): string | undefined {
  if (now === name) return `-${name}`;
  return now === `-${name}` ? undefined : name;
}
