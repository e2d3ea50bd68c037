import fc from 'fast-check';
import { isNews, measured, medianMs, type Measures, stillKnown, told, toTell } from './latency';
import { byCountry } from './latency-report';

const start = new Date('2026-11-30T12:00:00Z');
const later = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
const many = (ms: number, count = 40) => Array.from({ length: count }, () => ms);
const germans = (roundTrips: readonly number[], at = start, known: Measures = {}) =>
  measured(known, new Map([['DE', roundTrips]]), at);
const median = (known: Measures) => (known['DE'] ? medianMs(known['DE']) : undefined);

describe('how far customers are', () => {
  it('is their median, to a fifth of it', () => {
    const customers = fc.array(fc.double({ min: 1, max: 3_000, noNaN: true }), { minLength: 21, maxLength: 300 });
    fc.assert(
      fc.property(customers, (roundTrips) => {
        const sorted = roundTrips.toSorted((one, other) => one - other);
        const at = Math.ceil(sorted.length / 2) - 1;
        const found = median(germans(roundTrips)) ?? 0;
        // Somewhere in the bucket of the one in the middle, which is a fifth wide.
        expect(found).toBeGreaterThanOrEqual(Math.floor((sorted[at] ?? 0) / 1.2));
        expect(found).toBeLessThanOrEqual(Math.ceil((sorted[at] ?? 0) * 1.2));
      }),
    );
  });

  it('is not known of a few round trips', () => {
    expect(median(germans(many(30, 19)))).toBeUndefined();
    expect(median(germans(many(30, 20)))).toBeLessThan(37);
  });

  it('is not moved by those who are far off', () => {
    expect(median(germans([...many(30, 100), ...many(3_000, 40), ...many(1, 40)]))).toBeLessThan(36);
  });

  it('follows what is measured now: what was measured counts half as much every six hours', () => {
    const morning = germans(many(30, 100));
    expect(median(germans(many(90, 40), later(1), morning))).toBeLessThan(40);
    expect(median(germans(many(90, 60), later(6), morning))).toBeGreaterThan(70);
  });

  it('is forgotten a week after it was measured last', () => {
    const known = germans(many(30));
    expect(Object.keys(stillKnown(known, later(167)))).toEqual(['DE']);
    expect(stillKnown(known, later(168))).toEqual({});
    expect(Object.keys(measured(known, new Map([['FR', [5]]]), later(169)))).toEqual(['FR']);
  });

  it('is kept of no more countries than there are', () => {
    const found = new Map(Array.from({ length: 500 }, (_, n) => [String(n), many(30, n === 499 ? 2 : 1)] as const));
    const known = measured({}, found, start);
    expect(Object.keys(known)).toHaveLength(300);
    expect(Object.keys(known)).toContain('499');
  });
});

describe('what is told of it', () => {
  const toldOf = (known: Measures) => told(known).map(({ country, medianMs: ms }) => `${country} ${ms}`);

  it('is nothing before enough was measured', () => {
    expect(told(toTell(germans(many(30, 5))))).toEqual([]);
  });

  it('stays while it moves by less than a fifth, or than ten milliseconds', () => {
    const first = toTell(germans(many(100)));
    const moved = toTell(germans(many(110, 400), later(0), first));
    expect(toldOf(moved)).toEqual(toldOf(first));
    expect(isNews(first, moved)).toBe(false);
    const near = toTell(germans(many(5)));
    expect(toldOf(toTell(germans(many(13, 400), later(0), near)))).toEqual(toldOf(near));
  });

  it('is told anew where it has moved clearly', () => {
    const first = toTell(germans(many(100)));
    const moved = toTell(germans(many(200, 400), later(0), first));
    expect(isNews(first, moved)).toBe(true);
    expect(told(moved)[0]?.medianMs).toBeGreaterThan(160);
  });

  it('stays where too little is measured now, until it is forgotten', () => {
    const first = toTell(germans(many(30)));
    const quiet = toTell(germans([30], later(100), first));
    expect(toldOf(quiet)).toEqual(toldOf(first));
    expect(isNews(first, stillKnown(first, later(168)))).toBe(true);
  });
});

describe('a report', () => {
  const countries: Record<string, string> = { '203.0.113.0': 'DE', '198.51.100.0': '', '2001:db8::': '' };
  const country = (address: string) => countries[address];

  it('is by country, without what was no measurement, and no longer than an engine’s', () => {
    const network = (name: string, roundTripsUs: number[]) => ({ network: name, roundTripsUs });
    const networks = [
      network('203.0.113.0/24', [30_000, 0, 20_000]),
      network('2001:db8::/48', [5_000, 4_294_967_295]),
      network('not a network', [1_000]),
      network('198.51.100.0/24', [7_000]),
    ];
    expect([...byCountry({ networks }, country)]).toEqual([
      ['DE', [30, 20]],
      ['', [5, 7]],
    ]);
    const long = {
      networks: [network('203.0.113.0/24', many(1_000, 3_000)), network('203.0.113.0/24', many(1, 3_000))],
    };
    expect(byCountry(long, country).get('DE')).toHaveLength(4_000);
  });
});
