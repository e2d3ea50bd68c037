import type { Inbound, InboundId } from '../inbounds/inbound';
import { contentOf } from './content';
import { planOf } from './plan';

const inbound = (tag: string, given: object = {}) =>
  ({ id: `id of ${tag}`, tag, protocol: 'socks', ...given }) as Inbound;
const told = ({ removals, updates, creations }: ReturnType<typeof planOf>) => ({
  removed: removals.map(({ id }) => id),
  updated: updates.map(({ before, properties }) => [before.id, properties.tag]),
  created: creations.map(({ id, properties }) => [id, properties.tag]),
});
const ids = (given: Record<string, string>) => new Map(Object.entries(given) as [string, InboundId][]);
const wanted = (...inbounds: Inbound[]) =>
  contentOf(
    inbounds.map((one) => ({ ...one, sniffing: { enabled: false, destinationOverrides: [], routeOnly: false } })),
  );

it('inbounds of the same tag stay the ones they are; others go and come', () => {
  expect(told(planOf([inbound('a'), inbound('b')], wanted(inbound('b'), inbound('c'))))).toEqual({
    removed: ['id of a'],
    updated: [['id of b', 'b']],
    created: [[undefined, 'c']],
  });
});

it('another protocol makes another inbound', () => {
  expect(told(planOf([inbound('a')], wanted(inbound('a', { protocol: 'http' }))))).toEqual({
    removed: ['id of a'],
    updated: [],
    created: [[undefined, 'a']],
  });
});

it('what has been renamed since gets its name back, and what is gone its id', () => {
  const once = ids({ a: 'id of b', gone: 'id of gone' });
  expect(told(planOf([inbound('b')], wanted(inbound('a'), inbound('gone')), once))).toEqual({
    removed: [],
    updated: [['id of b', 'a']],
    created: [['id of gone', 'gone']],
  });
});
