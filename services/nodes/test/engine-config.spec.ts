import { newId } from '@vortex/kit';
import { nodeConfiguration } from '../src/desired/node-config';
import { addressesAt, roomOf } from '../src/desired/tunnel-address';
import { type Inbound, inboundId } from '../src/inbounds/inbound';
import { acceptSettings } from '../src/settings/inbound-settings';
import { valid } from './golden/valid';

const surroundings = { coefficientMilli: 1_000, reachesPrivate: false };
const id = inboundId('01a22a15-2520-748c-8918-b0824aa668d4');

function inboundOf({ kind, settings }: (typeof valid)[number]): Inbound {
  const whole = { listen: '::', network: 'raw', security: 'none', ...kind } as const;
  return {
    ...{ id, tenantId: newId(), serverId: newId(), tag: 'front', port: 443, lastPort: 443, ...whole },
    settings: acceptSettings(whole, settings),
    sniffing: { enabled: true, destinationOverrides: ['tls'], routeOnly: true },
    ...{ enabled: true, shared: false, revision: 1n, createdAt: new Date(0), updatedAt: new Date(0) },
  };
}

/** Keys that are made anew for each run, and long texts, are of no interest to who reads the snapshot. */
function shown(config: string): unknown {
  return JSON.parse(config, (name, value: unknown) =>
    typeof value === 'string' && (value.length > 60 || /^(decryption|key|certificate)$/.test(name)) ? '…' : value,
  );
}

describe('the engine’s configuration', () => {
  it.each(valid.map((example) => [example.name, example] as const))('of %s', (_, example) => {
    const [inbound] = nodeConfiguration([inboundOf(example)], surroundings).request.inbounds;
    expect({ ...inbound, config: shown(inbound?.config ?? '{}') }).toMatchSnapshot();
  });

  it('has one hash for one content, in whatever order it was stored', () => {
    const [one, two] = valid.slice(0, 2).map((example) => ({ ...inboundOf(example), id: newId<'inbound'>() }));
    if (!one || !two) throw new Error('there are examples');
    const hash = (...inbounds: Inbound[]) => nodeConfiguration(inbounds, surroundings).hash;
    expect(hash(one, two)).toBe(hash(two, { ...one, revision: 9n, tag: 'renamed' }));
    expect(hash(one, two)).not.toBe(hash(one, { ...two, port: 444 }));
    expect(hash(one, { ...two, enabled: false })).toBe(hash(one));
  });
});

describe('an address in a tunnel', () => {
  it('is the first of the pool plus its number', () => {
    const pools = { ipv4: '10.8.0.0/16', ipv6: 'fd00:8::/64' };
    expect(addressesAt(pools, 2n)).toEqual(['10.8.0.2', 'fd00:8::2']);
    expect(addressesAt(pools, 258n)).toEqual(['10.8.1.2', 'fd00:8::102']);
    expect(roomOf(pools)).toBe(65_535n);
    expect(roomOf({ ipv4: '10.8.0.0/29' })).toBe(7n);
  });
});
