// A process of one release. Its part comes as JSON in the first argument.
import { join } from 'node:path';
import { silentLog } from '@vortex/testing';
import { ConsumerRunner, Outbox, RabbitBus, Relay, discoverHandlers } from '../../src';
import { pause } from '../../src/backoff';
import { openDatabase } from '../open-database';
import type { Release } from './release';

export interface ProgramOptions {
  readonly release: 'old' | 'new';
  readonly role: 'consume' | 'produce';
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

const options = JSON.parse(process.argv[2] ?? '{}') as ProgramOptions;
const { release } = require(join(__dirname, options.release, 'release')) as { release: Release };
const db = openDatabase(options.url, silentLog);
const bus = new RabbitBus({ url: options.brokerUrl, log: silentLog });
const told = new Promise<void>((resolve) => process.once('message', () => resolve()));

async function consume(): Promise<void> {
  const handlers = discoverHandlers([release.consumers(db)]);
  const runner = new ConsumerRunner({ service: options.service, db, bus, handlers, log: silentLog });
  await runner.start();
  process.send?.('ready');
  await told;
  await runner.stop();
}

async function produce(): Promise<ProducerReport> {
  const outbox = new Outbox(db, options.service, { catalogue: release.catalogue });
  const relay = new Relay({ service: options.service, db, bus, log: silentLog });
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

process.on('disconnect', () => process.exit());
void (options.role === 'consume' ? consume() : produce()).then(async (report) => {
  await bus.close();
  await db.close();
  process.send?.(report ?? 'stopped', undefined, undefined, () => process.disconnect());
});
