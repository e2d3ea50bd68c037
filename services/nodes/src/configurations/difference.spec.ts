import type { InboundProperties } from '../inbounds/inbound';
import { contentOf, hashOf } from './content';
import { changesBetween, changesOfInbound } from './difference';
import { toldDifference } from './told-difference';

const inbound = (given: Partial<InboundProperties> = {}): InboundProperties => ({
  ...{ tag: 'front', protocol: 'vless', listen: '::', port: 443, lastPort: 443, network: 'raw', security: 'reality' },
  settings: {
    flow: '',
    realitySettings: { serverNames: ['a.example', 'b.example'], privateKey: 'old', target: 'x:1' },
  },
  sniffing: { enabled: false, destinationOverrides: [], routeOnly: false },
  ...{ enabled: true, shared: false },
  ...given,
});
const reality = (given: object) => ({
  flow: '',
  realitySettings: { serverNames: ['a.example', 'b.example'], privateKey: 'old', target: 'x:1', ...given },
});

describe('a content', () => {
  it('has the same hash in whatever order it and its names stand', () => {
    const [one, other] = [inbound(), inbound({ tag: 'back', port: 80, lastPort: 80 })];
    const { flow, realitySettings } = one.settings;
    const turned = { ...one, settings: { realitySettings, flow } };
    expect(hashOf(contentOf([one, other]))).toBe(hashOf(contentOf([other, turned])));
  });

  it('has another hash when only a secret is another', () => {
    const replaced = inbound({ settings: reality({ privateKey: 'new' }) });
    expect(hashOf([replaced])).not.toBe(hashOf([inbound()]));
  });
});

describe('a difference', () => {
  it('names each value by its path, with what it was and what it is', () => {
    const after = inbound({ port: 8443, settings: reality({ serverNames: ['a.example', 'c.example', 'd.example'] }) });
    expect(changesBetween([inbound()], [after])).toEqual([
      { path: 'inbounds[front].port', before: 443, after: 8443, isSecret: false },
      ...[
        { path: 'inbounds[front].settings.realitySettings.serverNames[1]', before: 'b.example', after: 'c.example' },
        { path: 'inbounds[front].settings.realitySettings.serverNames[2]', before: undefined, after: 'd.example' },
      ].map((change) => ({ ...change, isSecret: false })),
    ]);
  });

  it('tells of a secret only that it differs, also of an inbound that appears', () => {
    const replaced = inbound({ settings: reality({ privateKey: 'new' }) });
    expect(changesBetween([inbound()], [replaced])).toEqual([
      {
        path: 'inbounds[front].settings.realitySettings.privateKey',
        before: undefined,
        after: undefined,
        isSecret: true,
      },
    ]);
    const [appears] = changesBetween([], [inbound()]);
    expect(appears).toMatchObject({ path: 'inbounds[front]', before: undefined, after: { port: 443 } });
    expect(JSON.stringify(appears)).not.toContain('old');
  });

  it('tells of one inbound that its tag is another, where two contents have two inbounds', () => {
    const renamed = inbound({ tag: 'entrance' });
    expect(changesOfInbound(inbound(), renamed)).toEqual([
      { path: 'inbounds[front].tag', before: 'front', after: 'entrance', isSecret: false },
    ]);
    expect(changesBetween([inbound()], [renamed]).map(({ path }) => path)).toEqual([
      'inbounds[entrance]',
      'inbounds[front]',
    ]);
  });

  it('is nothing between the same', () => {
    expect(changesBetween([inbound()], [inbound()])).toEqual([]);
  });

  it('fits into what a failure can carry, and says how much does not', () => {
    const many = Array.from({ length: 80 }, (_, n) => inbound({ tag: `t${n}` }));
    const { diff, more } = toldDifference(changesBetween([], many));
    const told = JSON.parse(diff) as unknown[];
    expect(diff.length).toBeLessThan(4_100);
    expect(told.length + Number(more)).toBe(80);
    expect(told.length).toBeGreaterThan(0);
  });
});
