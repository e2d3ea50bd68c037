import type { ServerRow } from '../servers/servers.queries';

type State = 'well' | 'ill' | 'absent';

/** Servers that stand in one town: on a map of the world they are one dot. */
export interface MapPlace {
  readonly latitude: number;
  readonly longitude: number;
  readonly servers: readonly ServerRow[];
  readonly state: State;
}

/** Of a server, as far as a dot can tell it. */
export function stateOf({ state, machine, health }: Pick<ServerRow, 'state' | 'machine' | 'health'>): State {
  if (!machine || state === 'DISABLED') return 'absent';
  return machine.connected && machine.engineHealthy && health?.state !== 'UNHEALTHY' ? 'well' : 'ill';
}

/** Dots for those whose place is known, the northern ones first. */
export function placesOf(servers: readonly ServerRow[]): MapPlace[] {
  const towns = new Map<string, ServerRow[]>();
  for (const server of servers) {
    const { latitude, longitude } = server.region;
    if (latitude === null || longitude === null) continue;
    const key = `${Math.round(latitude)} ${Math.round(longitude)}`;
    towns.set(key, [...(towns.get(key) ?? []), server]);
  }
  return [...towns.values()]
    .flatMap((together) => {
      const [first] = together;
      if (first?.region.latitude == null || first.region.longitude == null) return [];
      const { latitude, longitude } = first.region;
      const states = together.map(stateOf);
      const state = states.includes('ill') ? 'ill' : states.includes('well') ? 'well' : 'absent';
      return [{ latitude, longitude, servers: together, state } as const];
    })
    .sort((one, other) => other.latitude - one.latitude);
}
