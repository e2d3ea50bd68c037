import { sampleCatalogue } from '../../test/links/sample-list';
import { placesFor, type Place } from './catalogue';
import { anybody, inBestOrder, type ServerCondition } from './place-order';

const catalogue = sampleCatalogue({});
const [sample] = placesFor(catalogue, [...catalogue.groups.keys()], anybody);

function place(name: string, country: string, position: number, condition: ServerCondition = {}): Place {
  if (!sample) throw new Error('the sample is empty');
  const { host, server, inbound } = sample;
  return { inbound, host: { ...host, position }, server: { ...server, name, country, ...condition } };
}

const namesOf = (places: readonly Place[], country = '') =>
  inBestOrder(places, { country }).map(({ server }) => server.name);

describe('the order of a list', () => {
  it('is the operator’s while nothing else is known', () => {
    const places = [place('third', 'DE', 3), place('first', 'NL', 1), place('second', 'FI', 2)];
    expect(namesOf(places)).toEqual(['first', 'second', 'third']);
  });

  it('begins with what is in the reader’s country', () => {
    const places = [place('far', 'DE', 1), place('near', 'NL', 2)];
    expect([namesOf(places, 'NL'), namesOf(places, 'FR')]).toEqual([
      ['near', 'far'],
      ['far', 'near'],
    ]);
  });

  it('puts what is not well behind what is, however near, and leaves it in the list', () => {
    const places = [
      place('ill', 'NL', 1, { health: 'UNHEALTHY' }),
      place('poor', 'NL', 2, { health: 'DEGRADED' }),
      place('well', 'DE', 3, { health: 'HEALTHY' }),
      place('new', 'FR', 4),
    ];
    expect(namesOf(places, 'NL')).toEqual(['well', 'new', 'poor', 'ill']);
  });

  it('prefers servers that were measured to do better, then those with room', () => {
    const places = [
      place('full', 'NL', 1, { healthScore: 95, loadMilli: 950 }),
      place('slow', 'NL', 2, { healthScore: 60, loadMilli: 10 }),
      place('busy', 'NL', 3, { healthScore: 100, loadMilli: 750 }),
      place('idle', 'NL', 4, { healthScore: 85, loadMilli: 10 }),
    ];
    expect(namesOf(places)).toEqual(['idle', 'busy', 'full', 'slow']);
  });

  it('stays while measurements move a little', () => {
    const at = (one: number, other: number) => [
      place('a', 'NL', 1, { healthScore: 90 + one, loadMilli: 300 + 100 * one }),
      place('b', 'NL', 2, { healthScore: 90 + other, loadMilli: 300 + 100 * other }),
    ];
    expect([namesOf(at(0, 3)), namesOf(at(3, 0)), namesOf(at(2, 1))]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });
});
