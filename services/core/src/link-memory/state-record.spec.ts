import { sampleDevice, sampleState } from '../../test/links/sample-list';
import { headOf, stateOf, stateRecord } from './state-record';

describe('a user as it is remembered', () => {
  it('is what it was, whatever it has', () => {
    const phone = sampleDevice({
      ...{ kind: 'HWID', name: 'Телефон "✓"', hwid: 'phone-1', os: 'iOS', model: '', client: 'Happ/3.2\u2028' },
      ...{ seed: Buffer.from([0, 255, 1]), rotations: { VLESS: 2 }, seenAt: 1_700_000_000_123.5, revision: '9' },
      ...{ revokedAt: new Date('2026-01-02T03:04:05.678Z'), tunnelNumbers: new Map([['a', 2n ** 63n]]) },
    });
    const states = [
      sampleState({ asOf: 7, devices: [phone, sampleDevice({ seed: Buffer.from('seed'), tunnelNumbers: new Map() })] }),
      sampleState({ asOf: 7, limitBytes: null, expiresAt: null, deviceLimit: 3, groupIds: [], devices: [] }),
    ];
    for (const state of states) {
      const record = stateRecord({ moment: 7, readAt: 1_700_000_000_000, place: 5 }, state);
      expect(stateOf(record)).toEqual(state);
      expect(headOf(record)).toEqual({ moment: 7, readAt: 1_700_000_000_000, place: 5, tenantId: state.tenantId });
    }
  });

  it('takes less than half a kilobyte when it has one device', () => {
    const state = sampleState({ devices: [sampleDevice({ seed: Buffer.alloc(80), tunnelNumbers: new Map() })] });
    expect(stateRecord({ moment: 1, readAt: Date.now(), place: 1 }, state).length).toBeLessThan(512);
  });
});
