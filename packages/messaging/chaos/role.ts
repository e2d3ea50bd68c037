// One process of the chaos run. Its part and its addresses come as JSON in the first argument.
import type { Database } from '@vortex/database';
import {
  type BusDriver,
  Consume,
  ConsumerRunner,
  InProcessBus,
  Outbox,
  RabbitBus,
  Relay,
  discoverHandlers,
} from '../src';
import { pause } from '../src/backoff';
import { openDatabase } from '../test/open-database';
import { Booked, type Booking, apply, book, catalogue } from './ledger';
import { stderrLog } from './stderr-log';

export interface RoleOptions {
  readonly role: 'writer' | 'relay' | 'consumer' | 'whole';
  readonly producerUrl: string;
  readonly consumerUrl: string;
  readonly brokerUrl: string;
}

/** Sent to a writer: it may do operations below this number. */
export interface Permit {
  readonly upTo: number;
}

const writersAtOnce = 6;
const options = JSON.parse(process.argv[2] ?? '{}') as RoleOptions;

class Ledger {
  constructor(private readonly db: Database) {}

  @Consume(Booked)
  booked(event: Booking): Promise<void> {
    return apply(this.db, event);
  }
}

async function consume(bus: BusDriver): Promise<void> {
  const db = openDatabase(options.consumerUrl, stderrLog);
  const handlers = discoverHandlers([new Ledger(db)]);
  await new ConsumerRunner({ service: 'ledger', db, bus, handlers, log: stderrLog }).start();
}

function relay(bus: BusDriver): void {
  const db = openDatabase(options.producerUrl, stderrLog);
  new Relay({ service: 'shop', db, bus, log: stderrLog }).start();
}

async function write(): Promise<void> {
  const db = openDatabase(options.producerUrl, stderrLog);
  const outbox = new Outbox(db, 'shop', { catalogue });
  let upTo = 0;
  process.on('message', (permit: Permit) => (upTo = Math.max(upTo, permit.upTo)));
  let next = await firstOperation(db);
  const writer = async (): Promise<void> => {
    for (;;) {
      if (next >= upTo) {
        await pause(5);
        continue;
      }
      await untilDone(db, outbox, next++);
    }
  };
  for (let i = 0; i < writersAtOnce; i++) void writer();
}

/** Where a new process goes on: the first operation that a former one did not finish. */
async function firstOperation(db: Database): Promise<number> {
  const sql = `
    SELECT min(candidate)::int AS first FROM (
      SELECT 0 AS candidate UNION ALL SELECT operation + 1 FROM booking
    ) AS next WHERE NOT EXISTS (SELECT FROM booking WHERE operation = candidate)`;
  for (;;) {
    try {
      const [row] = await db.sql.query<{ first: number }>(sql);
      return row?.first ?? 0;
    } catch {
      await pause(20);
    }
  }
}

/** A client that repeats what it got no answer to. */
async function untilDone(db: Database, outbox: Outbox, operation: number): Promise<void> {
  for (;;) {
    try {
      return await book(db, outbox, operation);
    } catch {
      await pause(20);
    }
  }
}

const parts: Record<RoleOptions['role'], () => Promise<void> | void> = {
  writer: write,
  relay: () => relay(new RabbitBus({ url: options.brokerUrl, log: stderrLog })),
  consumer: async () => {
    const bus = new RabbitBus({ url: options.brokerUrl, log: stderrLog });
    await consume(bus);
    // A broker that is killed while it declares a quorum queue for the first time keeps it, without a leader, for ever.
    while (bus.health().state !== 'ok') await pause(20);
  },
  whole: async () => {
    const bus = new InProcessBus({ log: stderrLog });
    for (;;) {
      // A database that is away keeps a process from starting; whoever supervises it tries again.
      try {
        await consume(bus);
        break;
      } catch {
        await pause(50);
      }
    }
    relay(bus);
    await write();
  },
};

process.on('disconnect', () => process.exit());
void Promise.resolve(parts[options.role]()).then(() => process.send?.('ready'));
