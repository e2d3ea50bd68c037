import type { UsageReport } from '@vortex/contracts/tunnel';
import { UsageJournal } from './usage-journal';

const noon = Date.parse('2026-11-20T12:00:00Z');
const minutes = (count: number) => new Date(noon + count * 60_000);

function report(at: Date, downlinkBytes: bigint, userId = 'ann', epoch = 1n): UsageReport {
  const counter = { userId, deviceId: 'phone', inboundTag: 'front', uplinkBytes: 0n, downlinkBytes };
  return { epoch, at, counters: [counter], charges: [{ userId, chargedBytes: downlinkBytes }], releases: 0n };
}

/** Everything the journal gives out, each parcel taken. */
function drain(journal: UsageJournal): [string, bigint][] {
  const found: [string, bigint][] = [];
  for (let parcel = journal.next(); parcel; parcel = journal.next()) {
    for (const { downlinkBytes } of parcel.report.counters)
      found.push([parcel.report.at?.toISOString() ?? '', downlinkBytes]);
    journal.taken(parcel.number);
  }
  return found;
}

describe('the journal of usage', () => {
  it('keeps the last standing of a counter in each hour, so that bytes belong to the hour they flowed in', () => {
    const journal = new UsageJournal();
    for (const [minute, bytes] of [
      [0, 10n],
      [30, 20n],
      [61, 50n],
      [90, 70n],
    ] as const)
      journal.add(report(minutes(minute), bytes));
    expect(drain(journal)).toEqual([
      [minutes(30).toISOString(), 20n],
      [minutes(90).toISOString(), 70n],
    ]);
    expect(journal.waiting).toBe(0);
  });

  it('has one parcel on its way, and sends again what was lost unless something newer was counted', () => {
    const journal = new UsageJournal();
    journal.add(report(minutes(0), 10n));
    expect(journal.next()).toBeDefined();
    expect(journal.next()).toBeUndefined();
    journal.lost();
    expect(drain(journal)).toEqual([[minutes(0).toISOString(), 10n]]);
    journal.add(report(minutes(1), 20n));
    journal.next();
    journal.add(report(minutes(2), 30n));
    journal.lost();
    expect(drain(journal)).toEqual([[minutes(2).toISOString(), 30n]]);
  });

  it('outlives its process, what was on its way included', () => {
    const journal = new UsageJournal();
    journal.add(report(minutes(0), 10n));
    journal.next();
    journal.add(report(minutes(61), 30n));
    const next = new UsageJournal();
    next.restore(JSON.parse(JSON.stringify(journal.content())));
    expect(drain(next).map(([, bytes]) => bytes)).toEqual([10n, 30n]);
  });

  it('keeps counters of another epoch apart', () => {
    const journal = new UsageJournal();
    journal.add(report(minutes(0), 10n, 'ann', 1n));
    journal.add(report(minutes(1), 4n, 'ann', 2n));
    expect(drain(journal).map(([, bytes]) => bytes)).toEqual([10n, 4n]);
  });

  it('is bounded: beyond that the oldest hours become one, and no byte is lost', () => {
    const journal = new UsageJournal();
    const users = Array.from({ length: 70_000 }, (_, n) => `user ${n}`);
    for (const hour of [0, 1, 2, 3]) {
      const counters = users.map((userId) => ({ ...report(minutes(0), BigInt(hour + 1), userId).counters[0] }));
      journal.add({ epoch: 1n, at: minutes(60 * hour), counters: counters as UsageReport['counters'], charges: [] });
    }
    expect(journal.waiting).toBeLessThanOrEqual(200_000);
    const last = new Map<string, bigint>();
    for (let parcel = journal.next(); parcel; parcel = journal.next()) {
      for (const { userId, downlinkBytes } of parcel.report.counters) last.set(userId, downlinkBytes);
      journal.taken(parcel.number);
    }
    expect([last.size, new Set(last.values())]).toEqual([70_000, new Set([4n])]);
  });
});
