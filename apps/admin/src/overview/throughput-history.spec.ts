import { mostReadings, type Throughput, throughputOf, withReading } from './throughput-history';

const machine = (up: string, down: string, connected = true) => ({
  machine: { connected, uplinkBytesPerSecond: up, downlinkBytesPerSecond: down },
});

describe('what all servers carry', () => {
  it('is the sum of those that tell', () => {
    const servers = [machine('10', '200'), { machine: null }, machine('5', '50'), machine('9', '90', false)];
    expect(throughputOf(servers, 7)).toEqual({
      at: 7,
      up: 15,
      down: 250,
    });
  });

  it('is remembered for a while and no longer', () => {
    let readings: readonly Throughput[] = [];
    for (let at = 1; at <= mostReadings * 3; at += 1) readings = withReading(readings, { at, up: 0, down: at });
    expect(readings).toHaveLength(mostReadings);
    expect(readings.at(0)?.at).toBe(mostReadings * 2 + 1);
    expect(readings.at(-1)?.at).toBe(mostReadings * 3);
  });

  it('is taken down once for each answer', () => {
    const readings = withReading([], { at: 1, up: 0, down: 0 });
    expect(withReading(readings, { at: 1, up: 0, down: 0 })).toBe(readings);
  });
});
