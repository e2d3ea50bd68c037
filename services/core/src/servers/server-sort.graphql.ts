import type { ServerSort, ServerSortField } from '../generated/schema';
import type { ServerRow } from './server.wire';

type Key = (server: ServerRow) => string | number;

const keys: Readonly<Record<ServerSortField, Key>> = {
  NAME: ({ name }) => name.toLowerCase(),
  STATE: ({ state }) => state,
  // Those without one come last.
  COUNTRY: ({ region }) => region.country ?? '\uffff',
  CREATED_AT: ({ createdAt }) => createdAt.getTime(),
};

/** The whole list, which comes by name: what is alike in all that is asked for stays so. */
export function sortedServers(servers: readonly ServerRow[], sort: readonly ServerSort[]): ServerRow[] {
  return [...servers].sort((one, other) => {
    for (const { field, direction } of sort) {
      const [first, second] = [keys[field](one), keys[field](other)];
      if (first !== second) return first < second === (direction === 'ASC') ? -1 : 1;
    }
    return 0;
  });
}
