import type { ServerRow } from '../servers/servers.queries';
import { placesOf, stateOf } from './map-places';

const machine = { connected: true, engineHealthy: true };
const server = (name: string, latitude: number | null, over: object = {}) =>
  ({
    name,
    state: 'ACTIVE',
    region: { latitude, longitude: latitude === null ? null : 8.6 },
    machine,
    health: null,
    ...over,
  }) as unknown as ServerRow;

describe('servers on the map', () => {
  it('of one town are one dot, which tells of the one that is not well', () => {
    const places = placesOf([server('a', 50.1), server('b', 50.2, { machine: { ...machine, connected: false } })]);
    expect(places).toHaveLength(1);
    expect(places[0]).toMatchObject({ state: 'ill' });
    expect(places[0]?.servers.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('are left out where nobody has said where they stand', () => {
    expect(placesOf([server('a', null)])).toEqual([]);
  });

  it('are neither well nor ill before their machine has enrolled, or when they are switched off', () => {
    expect(stateOf(server('a', 1, { machine: null }))).toBe('absent');
    expect(stateOf(server('a', 1, { state: 'DISABLED' }))).toBe('absent');
    expect(stateOf(server('a', 1))).toBe('well');
    expect(stateOf(server('a', 1, { health: { state: 'UNHEALTHY' } }))).toBe('ill');
  });
});
