import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock';
import type { Cache } from './cache';

/** What an entry costs besides its text: a Map slot, the list links, the two string headers. */
const ENTRY_OVERHEAD_BYTES = 200;

/** A cache in this process that holds at most so many bytes; the least recently used goes first. */
export class MemoryCache implements Cache {
  private readonly values: LRUCache<string, string>;
  private readonly flights = new Map<string, Promise<string>>();

  constructor(clock: Clock, maxBytes: number) {
    this.values = new LRUCache({
      maxSize: maxBytes,
      // V8 takes one or two bytes a character; two is the side to err on.
      sizeCalculation: (value, key) => ENTRY_OVERHEAD_BYTES + 2 * (value.length + key.length),
      perf: { now: () => clock.now().getTime() },
      ttlResolution: 0,
    });
  }

  async get(key: string): Promise<string | undefined> {
    return this.values.get(key);
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    this.flights.delete(key);
    this.values.set(key, value, { ttl: ttlMs });
  }

  async delete(key: string): Promise<void> {
    this.flights.delete(key);
    this.values.delete(key);
  }

  async remember(key: string, ttlMs: number, load: () => Promise<string>): Promise<string> {
    const known = this.values.get(key) ?? this.flights.get(key);
    if (known !== undefined) return known;
    const flight: Promise<string> = this.load(key, ttlMs, load, () => this.flights.get(key) === flight);
    this.flights.set(key, flight);
    return flight;
  }

  private async load(
    key: string,
    ttlMs: number,
    load: () => Promise<string>,
    isCurrent: () => boolean,
  ): Promise<string> {
    try {
      // A turn of the event loop, so that `flight` is set before a `load` that throws at once is over.
      await Promise.resolve();
      const value = await load();
      if (isCurrent()) this.values.set(key, value, { ttl: ttlMs });
      return value;
    } finally {
      if (isCurrent()) this.flights.delete(key);
    }
  }
}
