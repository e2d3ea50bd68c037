import type { UsageCounter, UsageReport } from '@vortex/contracts/tunnel';

/** A counter as it last stood within an hour. */
interface Standing {
  readonly userId: string;
  readonly deviceId: string;
  readonly inboundTag: string;
  readonly uplinkBytes: bigint;
  readonly downlinkBytes: bigint;
  readonly chargedBytes: bigint;
}

interface Hour {
  readonly epoch: bigint;
  readonly startsAtMs: number;
  atMs: number;
  readonly standings: Map<string, Standing>;
}

/** What one message carries. */
export interface Parcel {
  readonly number: bigint;
  readonly report: UsageReport;
}

const hourMs = 3_600_000;
const countersOfParcel = 5_000;
/** Beyond it hours are put together, the oldest first: their bytes stay, only when they flowed becomes less exact. */
const mostStandings = 200_000;

/**
 * Counters that the panel has not taken yet, by the hour they stood so. They are cumulative, so a later one takes the place
 * of an earlier one of its hour and nothing is lost. One parcel is on its way at a time.
 */
export class UsageJournal {
  private readonly hours: Hour[] = [];
  private sent: (Parcel & { readonly hour: Hour; readonly keys: readonly string[] }) | undefined;
  private numbers = 0n;

  add(report: Omit<UsageReport, 'releases'>): void {
    const atMs = report.at?.getTime() ?? Date.now();
    const hour = this.hourOf(report.epoch, atMs);
    const charges = new Map(report.charges.map(({ userId, chargedBytes }) => [userId, chargedBytes]));
    for (const counter of report.counters) {
      const standing = { ...counter, chargedBytes: charges.get(counter.userId) ?? 0n };
      hour.standings.set(keyOf(counter), standing);
    }
    hour.atMs = Math.max(hour.atMs, atMs);
    this.fold();
  }

  get waiting(): number {
    return this.hours.reduce((sum, { standings }) => sum + standings.size, 0);
  }

  /** The next parcel, the oldest hour first; undefined while one is on its way, or there is nothing to send. */
  next(): Parcel | undefined {
    if (this.sent) return undefined;
    const hour = this.hours.find(({ standings }) => standings.size > 0);
    if (!hour) return undefined;
    const entries = firstOf(hour.standings, countersOfParcel);
    const standings = entries.map(([, standing]) => standing);
    const charges = new Map(standings.map(({ userId, chargedBytes }) => [userId, chargedBytes]));
    this.numbers += 1n;
    this.sent = {
      number: this.numbers,
      hour,
      keys: entries.map(([key]) => key),
      report: {
        epoch: hour.epoch,
        at: new Date(hour.atMs),
        counters: standings.map(({ chargedBytes: _, ...counter }) => counter),
        charges: [...charges].map(([userId, chargedBytes]) => ({ userId, chargedBytes })),
        releases: 0n,
      },
    };
    // Out of the way of what is counted meanwhile; put back if the parcel is lost.
    for (const key of this.sent.keys) hour.standings.delete(key);
    return this.sent;
  }

  taken(number: bigint): void {
    if (this.sent?.number === number) this.sent = undefined;
    this.drop();
  }

  /** The panel is gone, and with it perhaps the parcel: it is sent again, where nothing newer has been counted. */
  lost(): void {
    const { sent } = this;
    if (!sent) return;
    this.sent = undefined;
    const charges = new Map(sent.report.charges.map(({ userId, chargedBytes }) => [userId, chargedBytes]));
    sent.report.counters.forEach((counter, n) => {
      const key = sent.keys[n] ?? '';
      const standing = { ...counter, chargedBytes: charges.get(counter.userId) ?? 0n };
      if (!sent.hour.standings.has(key)) sent.hour.standings.set(key, standing);
    });
  }

  /** Whether there is something to tell of a counter, or it is not known to be taken. */
  waits(counter: CounterKey): boolean {
    const key = keyOf(counter);
    return (this.sent?.keys.includes(key) ?? false) || this.hours.some(({ standings }) => standings.has(key));
  }

  /** Never tells again how these stood. */
  forget(counters: readonly CounterKey[]): void {
    const keys = new Set(counters.map(keyOf));
    for (const { standings } of this.hours) for (const key of keys) standings.delete(key);
    const { sent } = this;
    if (!sent?.keys.some((key) => keys.has(key))) return;
    const stays = (_: unknown, n: number) => !keys.has(sent.keys[n] ?? '');
    const report = { ...sent.report, counters: sent.report.counters.filter(stays) };
    this.sent = { ...sent, report, keys: sent.keys.filter(stays) };
  }

  /** Of the counters that it has to tell of. */
  get epochs(): ReadonlySet<bigint> {
    const hours = this.hours.filter(({ standings }) => standings.size > 0);
    return new Set([...(this.sent ? [this.sent.hour] : []), ...hours].map(({ epoch }) => epoch));
  }

  /** Plain content, for the disk. What is on its way counts as not taken. */
  content(): StoredHour[] {
    const sent = this.sent;
    const hours = this.hours.map(({ epoch, atMs, standings }) => ({
      ...{ epoch: String(epoch), atMs },
      standings: [...standings.values()].map(plain),
    }));
    if (sent) {
      const { hour, report } = sent;
      const charges = new Map(report.charges.map(({ userId, chargedBytes }) => [userId, chargedBytes]));
      const standings = report.counters.map((one) => plain({ ...one, chargedBytes: charges.get(one.userId) ?? 0n }));
      hours.unshift({ epoch: String(hour.epoch), atMs: hour.atMs, standings });
    }
    return hours;
  }

  /** Takes up what an earlier process has left. */
  restore(content: unknown): void {
    for (const { epoch, atMs, standings } of content as StoredHour[]) {
      const counters = standings.map(([userId, deviceId, inboundTag, up, down]) => ({
        ...{ userId, deviceId, inboundTag },
        uplinkBytes: BigInt(up),
        downlinkBytes: BigInt(down),
      }));
      const charges = standings.map(([userId, , , , , charged]) => ({ userId, chargedBytes: BigInt(charged) }));
      this.add({ epoch: BigInt(epoch), at: new Date(atMs), counters, charges });
    }
  }

  private hourOf(epoch: bigint, atMs: number): Hour {
    const startsAtMs = Math.floor(atMs / hourMs) * hourMs;
    const known = this.hours.find((hour) => hour.epoch === epoch && hour.startsAtMs === startsAtMs);
    if (known) return known;
    const hour = { epoch, startsAtMs, atMs, standings: new Map<string, Standing>() };
    this.hours.push(hour);
    return hour;
  }

  private fold(): void {
    while (this.waiting > mostStandings) {
      const [oldest] = this.hours;
      const next = this.hours.find((hour) => hour !== oldest && hour.epoch === oldest?.epoch);
      if (!oldest || !next || oldest === this.sent?.hour) return;
      for (const [key, standing] of oldest.standings) if (!next.standings.has(key)) next.standings.set(key, standing);
      this.hours.shift();
    }
  }

  private drop(): void {
    const [first] = this.hours;
    if (first && first.standings.size === 0 && this.hours.length > 1) this.hours.shift();
  }
}

export type CounterKey = Pick<UsageCounter, 'userId' | 'deviceId' | 'inboundTag'>;

export function keyOf({ userId, deviceId, inboundTag }: CounterKey): string {
  return `${userId} ${deviceId} ${inboundTag}`;
}

/** Without copying the rest: there may be hundreds of thousands. */
function firstOf<K, V>(map: ReadonlyMap<K, V>, count: number): [K, V][] {
  const found: [K, V][] = [];
  for (const entry of map) {
    if (found.length === count) break;
    found.push(entry);
  }
  return found;
}

type StoredStanding = [string, string, string, string, string, string];

interface StoredHour {
  readonly epoch: string;
  readonly atMs: number;
  readonly standings: StoredStanding[];
}

function plain({ userId, deviceId, inboundTag, uplinkBytes, downlinkBytes, chargedBytes }: Standing): StoredStanding {
  return [userId, deviceId, inboundTag, String(uplinkBytes), String(downlinkBytes), String(chargedBytes)];
}
