import { termsFrom } from './terms';

describe('terms', () => {
  it('are read as the database writes them', () => {
    expect(termsFrom('t {g,h} 5000 8 16 2 3 2027-01-02 03:04:05.678901')).toEqual({
      ...{ tenantId: 't', groupIds: ['g', 'h'], limitBytes: 5_000n, uplinkBps: 8n, downlinkBps: 16n },
      ...{ mostDevices: 2, mostAddresses: 3, expiresAt: new Date('2027-01-02T03:04:05.678Z') },
    });
  });

  it('may limit nothing', () => {
    expect(termsFrom('t {} unlimited 0 0 0 0')).toEqual({
      ...{ tenantId: 't', groupIds: [], limitBytes: null, uplinkBps: 0n, downlinkBps: 0n },
      ...{ mostDevices: 0, mostAddresses: 0, expiresAt: null },
    });
  });
});
