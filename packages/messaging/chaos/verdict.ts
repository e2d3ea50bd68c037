import type { Database } from '@vortex/database';
import { pause } from '../src/backoff';

export interface Verdict {
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly deadLetters: number;
  readonly booked: number;
  /** From the moment everything ran again until the last effect was there and the outbox was empty. */
  readonly drainedMs: number;
}

const count = async (db: Database, sql: string, params: readonly unknown[] = []): Promise<number> => {
  const [row] = await db.sql.query<{ count: bigint }>(`SELECT count(*) AS count FROM ${sql}`, params);
  return Number(row?.count);
};

export interface Books {
  readonly producer: Database;
  readonly consumer: Database;
}

/** Waits until so many transactions are booked, or `limitMs` is over. */
export async function untilBooked({ producer }: Books, operations: number, limitMs: number): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < limitMs) {
    if ((await count(producer, 'booking').catch(() => 0)) >= operations) return;
    await pause(20);
  }
}

/** Waits until all is booked, published and applied, or `limitMs` is over. */
export async function untilDrained(
  { producer, consumer }: Books,
  operations: number,
  limitMs: number,
): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < limitMs) {
    const done = await Promise.all([
      count(producer, 'booking'),
      count(consumer, '(SELECT DISTINCT operation FROM effect) AS e'),
      count(producer, 'messaging.outbox'),
    ]).catch(() => [0, 0, 1]);
    if (done[0] === operations && done[1] === operations && done[2] === 0) break;
    await pause(50);
  }
  return performance.now() - began;
}

export async function judge({ producer, consumer }: Books, drainedMs: number): Promise<Verdict> {
  const booked = await count(producer, 'booking');
  const applied = await count(consumer, '(SELECT DISTINCT operation FROM effect) AS e');
  return {
    booked,
    lost: booked - applied,
    doubled: (await count(consumer, 'effect')) - applied,
    outOfOrder: await count(consumer, 'effect WHERE NOT in_order'),
    deadLetters: await count(consumer, 'messaging.dead_letter'),
    drainedMs,
  };
}
