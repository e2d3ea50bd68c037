// A process of one release, run as it was built (release-artefact.ts). Its part comes as JSON in the first argument.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Database, migrate, type Log, type PrismaClientLike } from '@vortex/database';
import {
  ConsumerRunner,
  discoverHandlers,
  messagingMigrations,
  Outbox,
  RabbitBus,
  Relay,
} from '@vortex/messaging';
import type { Release, ReleaseName } from './release';

export interface ProgramOptions {
  readonly release: ReleaseName;
  readonly role: 'migrate' | 'consume' | 'produce';
  readonly service: string;
  readonly url: string;
  readonly brokerUrl: string;
}

/** What a producer tells when it is told to stop. */
export interface ProducerReport {
  readonly orders: number;
  readonly read: number;
  readonly failures: readonly string[];
}

const silent = () => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent };
/** Messaging speaks SQL only. */
const noPrisma: PrismaClientLike = {
  $connect: () => Promise.resolve(),
  $disconnect: () => Promise.resolve(),
  $transaction: (work: (client: undefined) => Promise<unknown>) => work(undefined),
};

const options = JSON.parse(process.argv[2] ?? '{}') as ProgramOptions;
const { release } = require(join(__dirname, options.release, 'release')) as { release: Release };
const db = new Database({ url: options.url, log, createClient: () => noPrisma });
const bus = new RabbitBus({ url: options.brokerUrl, log });
const told = new Promise<void>((resolve) => process.once('message', () => resolve()));

/** @returns the names of what was applied */
async function applyMigrations(): Promise<readonly string[]> {
  const own = { name: 'shop', directory: join(__dirname, options.release, 'migrations') };
  const { applied } = await migrate({ url: options.url, sources: [messagingMigrations, own], log });
  process.send?.('ready');
  await told;
  return applied.map(({ name }) => name);
}

/** @returns the files it runs */
async function consume(): Promise<readonly string[]> {
  const handlers = discoverHandlers([release.consumers(db)]);
  const runner = new ConsumerRunner({ service: options.service, db, bus, handlers, log });
  await runner.start();
  process.send?.('ready');
  await told;
  await runner.stop();
  return Object.keys(require.cache);
}

async function produce(): Promise<ProducerReport> {
  const outbox = new Outbox(db, options.service, { catalogue: release.catalogue });
  const relay = new Relay({ service: options.service, db, bus, log });
  const failures: string[] = [];
  let orders = 0;
  let read = 0;
  let running = true;
  relay.start();
  process.send?.('ready');
  void told.then(() => (running = false));
  for (; running; await pause(2)) {
    try {
      read += await release.placeOrder(db, outbox, `${options.release}-${process.pid}-${orders}`);
      orders++;
    } catch (error) {
      failures.push(String(error));
    }
  }
  while ((await relay.backlog()) > 0) await pause(20);
  await relay.stop();
  return { orders, read, failures };
}

const roles = { migrate: applyMigrations, consume, produce };

process.on('disconnect', () => process.exit());
void roles[options.role]().then(async (report) => {
  await bus.close();
  await db.close();
  process.send?.(report, undefined, undefined, () => process.disconnect());
});
