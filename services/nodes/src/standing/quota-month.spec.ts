import fc from 'fast-check';
import { monthAt } from './quota-month';

const at = (text: string) => new Date(text);

/** The first days of the months that follow each other from the one that holds `from`. */
function firstDays(resetDay: number, zone: string, from: string, count: number): string[] {
  const found: string[] = [];
  let instant = at(from);
  for (let n = 0; n < count; n += 1) {
    const { start, end } = monthAt({ resetDay, zone }, instant);
    found.push(start.toISOString().replace('T00:00:00.000Z', ''));
    instant = end;
  }
  return found;
}

describe('the month of a quota', () => {
  it('begins on its day, and on the last one of months that have it not, and comes back to it', () => {
    expect(firstDays(31, 'UTC', '2027-12-31T00:00:00Z', 6)).toEqual([
      ...['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31'],
    ]);
    expect(firstDays(31, 'UTC', '2027-01-31T12:00:00Z', 3)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31']);
    expect(firstDays(29, 'UTC', '2028-01-30T00:00:00Z', 3)).toEqual(['2028-01-29', '2028-02-29', '2028-03-29']);
    expect(firstDays(30, 'UTC', '2027-02-01T00:00:00Z', 3)).toEqual(['2027-01-30', '2027-02-28', '2027-03-30']);
  });

  it('ends with the last moment before, and no sooner', () => {
    const month = (text: string) => monthAt({ resetDay: 31, zone: 'UTC' }, at(text)).start.toISOString();
    expect(month('2028-02-28T23:59:59.999Z')).toBe('2028-01-31T00:00:00.000Z');
    expect(month('2028-02-29T00:00:00.000Z')).toBe('2028-02-29T00:00:00.000Z');
  });

  it('begins at midnight where the provider is, in summer and in winter', () => {
    expect(firstDays(1, 'Europe/Berlin', '2026-03-15T00:00:00Z', 2)).toEqual([
      ...['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
    ]);
  });

  it('begins right behind a midnight that its zone skips', () => {
    const { start } = monthAt({ resetDay: 4, zone: 'America/Sao_Paulo' }, at('2018-11-10T00:00:00Z'));
    expect(start.toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });

  it('holds every moment once, whatever the day and the zone', () => {
    const zones = fc.constantFrom('UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia', 'Pacific/Kiritimati');
    const moments = fc.date({ min: at('2005-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), zones, moments, (resetDay, zone, moment) => {
        const { start, end } = monthAt({ resetDay, zone }, moment);
        expect(start <= moment && moment < end).toBe(true);
        expect(monthAt({ resetDay, zone }, start)).toEqual({ start, end });
        expect(monthAt({ resetDay, zone }, end).start).toEqual(end);
      }),
    );
  });
});
