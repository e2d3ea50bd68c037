import type { Database } from '@vortex/database';
import type { Outbox } from '../src';
import { jsonEvent } from '../test/json-event';

/** One business transaction, as an event. `number` counts an account's transactions from 1 without a gap. */
export interface Booking {
  readonly operation: number;
  readonly account: string;
  readonly number: number;
}

export const Booked = jsonEvent<Booking>('Booked');
export const catalogue: ReadonlySet<string> = new Set([Booked.$type]);

export const accounts = Array.from({ length: 25 }, (_, i) => `account-${i}`);

/** The books of the service that makes the transactions. */
export const producerTables = `
  CREATE TABLE account (id text PRIMARY KEY, bookings integer NOT NULL DEFAULT 0);
  CREATE TABLE booking (operation integer PRIMARY KEY, account text NOT NULL, number integer NOT NULL);
  INSERT INTO account (id) SELECT unnest(ARRAY[${accounts.map((id) => `'${id}'`).join(',')}])`;

/** The books of the service that hears of them. Nothing here forbids a double effect: it would be found, not prevented. */
export const consumerTables = `
  CREATE TABLE account (id text PRIMARY KEY, last integer NOT NULL);
  CREATE TABLE effect (operation integer NOT NULL, account text NOT NULL, number integer NOT NULL, in_order boolean NOT NULL)`;

/** Books one operation, once, however often it is tried. */
export async function book(db: Database, outbox: Outbox, operation: number): Promise<void> {
  const account = accounts[operation % accounts.length] ?? '';
  await db.run(async () => {
    const lock = 'SELECT bookings FROM account WHERE id = $1 FOR UPDATE';
    const [row] = await db.sql.query<{ bookings: number }>(lock, [account]);
    const number = (row?.bookings ?? 0) + 1;
    const insert = 'INSERT INTO booking VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
    if ((await db.sql.execute(insert, [operation, account, number])) === 0) return;
    await db.sql.execute('UPDATE account SET bookings = $2 WHERE id = $1', [account, number]);
    const lane = accounts.indexOf(account) % 5 === 0 ? 'bulk' : 'interactive';
    await outbox.add(Booked, { operation, account, number }, { aggregateId: account, lane });
  });
}

/** The effect of a booking, with a note on whether it came in its turn. */
export async function apply(db: Database, { operation, account, number }: Booking): Promise<void> {
  await db.sql.execute(
    `WITH before AS (SELECT last FROM account WHERE id = $1),
          step AS (
            INSERT INTO account VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET last = excluded.last
          )
     INSERT INTO effect SELECT $3, $1, $2, coalesce((SELECT last FROM before), 0) = $2 - 1`,
    [account, number, operation],
  );
}
