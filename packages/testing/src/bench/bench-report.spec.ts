import { BenchReport, median, percentile } from './index';

describe('percentile', () => {
  it('is a sample, by the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([percentile(hundred, 0.99), median(hundred), percentile(hundred, 0), percentile([7], 0.5)]).toEqual([
      99, 50, 1, 7,
    ]);
  });

  it('of nothing is an error', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});

describe('a report', () => {
  it('says where and how it was measured, the medians, and how they stand to each other', () => {
    const report = new BenchReport('rpc', 'three calls');
    report.series('bare', [100, 200, 300], 'µs');
    report.series('kit', [300, 500, 400], 'µs');
    report.figure('throughput', 12_345.6, 'events/s');
    report.ratio('cost', 'kit', 'bare');
    const text = report.toString();
    expect(text).toMatch(/machine {2}.*\d+ cores; .* GiB memory/);
    expect(text).toContain('method   three calls');
    expect(text).toMatch(/kit +400 µs +500 +500 +3/);
    expect(text).toMatch(/throughput +12,346 events\/s/);
    expect(text).toContain('cost: 2.00 × (kit / bare)');
  });

  it('refuses a ratio to what was not measured', () => {
    expect(() => new BenchReport('x', 'y').ratio('r', 'a', 'b')).toThrow('no series "a"');
  });
});
