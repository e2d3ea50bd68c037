import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureDatabase, migrate } from '@vortex/database';
import { type LaunchedServer, silentLog, startPostgres, startRabbit } from '@vortex/testing';
import { messagingMigrations } from '../src';
import { openDatabase } from '../test/open-database';
import { type Target, killAll } from './killer';
import { consumerTables, producerTables } from './ledger';
import { Random } from './random';
import type { RoleOptions } from './role';
import { type Books, type Verdict, judge, untilBooked, untilDrained } from './verdict';
import { RoleProcess, ServerVictim } from './victim';

export interface ChaosOptions {
  readonly driver: 'rabbit' | 'in-process';
  readonly transactions: number;
  readonly killsEach: number;
  readonly seed: number;
  /** Kill only these. Default: everything. */
  readonly only?: readonly string[];
}

export interface ChaosResult extends Verdict {
  readonly kills: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Of the processes; removed when all was kept. */
  readonly logs: string;
}

const drainLimitMs = 120_000;
/** A step that takes longer is not waited for: what is down must not keep the next from being killed. */
const stepLimitMs = 5_000;
/**
 * RabbitMQ 3.10 saves the names of its quorum queues half a second after they are made (ra's `names.dets`); killed before
 * that it comes back with queues that never find a leader. That is the broker's to mend, and nothing shows when it is over.
 */
const queuesAreSavedAfterMs = 2_000;

/** Business transactions while everything that carries them is killed again and again. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const began = performance.now();
  const postgres = await startPostgres({ durable: true });
  const rabbit = options.driver === 'rabbit' ? await startRabbit() : undefined;
  const logs = await mkdtemp(join(tmpdir(), 'vortex-chaos-'));
  const books = await openBooks(postgres.url);
  const { processes, targets } = cast(options.driver, { postgres, rabbit, books, logs });
  let permitted = 0;
  // The kills are spread over the transactions: none before those of the step before are booked.
  const step = async (upTo: number): Promise<void> => {
    await untilBooked(books, permitted, stepLimitMs);
    permitted = Math.ceil(upTo);
    for (const process of processes) process.permit(permitted);
  };
  try {
    await Promise.all(processes.map((process) => process.restart()));
    if (rabbit) await pause(queuesAreSavedAfterMs);
    const kills = await killAll({
      targets: targets.filter(({ name }) => options.only?.includes(name) ?? true),
      killsEach: options.killsEach,
      random: new Random(options.seed),
      onStep: (share) => step(share * options.transactions),
    });
    const verdict = await judge(books, await untilDrained(books, options.transactions, drainLimitMs));
    const result = { ...verdict, kills, seconds: (performance.now() - began) / 1_000, logs };
    if (kept(result, options)) await rm(logs, { recursive: true });
    return result;
  } finally {
    await Promise.all(processes.map((process) => process.kill()));
    await Promise.all([books.producer.close(), books.consumer.close()]);
    await Promise.all([postgres.stop(), rabbit?.stop()]);
  }
}

/** Whether a run kept what messaging promises. */
export function kept(result: ChaosResult, { transactions, killsEach }: ChaosOptions): boolean {
  const { booked, lost, doubled, outOfOrder, deadLetters, drainedMs, kills } = result;
  const spotless = lost === 0 && doubled === 0 && outOfOrder === 0 && deadLetters === 0;
  const killed = Object.values(kills).every((count) => count >= killsEach);
  return spotless && killed && booked === transactions && drainedMs <= 30_000;
}

async function openBooks(adminUrl: string): Promise<Books> {
  const open = async (name: string, tables: string) => {
    const url = await ensureDatabase(adminUrl, name);
    await migrate({ url, sources: [messagingMigrations], log: silentLog });
    const db = openDatabase(url, silentLog, 2);
    for (const statement of tables.split(';')) await db.sql.execute(statement);
    return db;
  };
  return { producer: await open('shop', producerTables), consumer: await open('ledger', consumerTables) };
}

interface Stage {
  readonly postgres: LaunchedServer;
  readonly rabbit: LaunchedServer | undefined;
  readonly books: Books;
  readonly logs: string;
}

/** Who plays: with a broker every part is a process of its own, relays and consumers twice; without one, all are one. */
function cast(driver: ChaosOptions['driver'], { postgres, rabbit, books, logs }: Stage) {
  const addresses = { producerUrl: books.producer.url, consumerUrl: books.consumer.url, brokerUrl: rabbit?.url ?? '' };
  const process = (role: RoleOptions['role'], name: string) =>
    new RoleProcess(name, { role, ...addresses }, join(logs, `${name}.log`));
  const database: Target = { name: 'database', victims: [new ServerVictim('database', postgres)] };
  if (driver === 'in-process' || !rabbit) {
    const whole = process('whole', 'whole');
    return { processes: [whole], targets: [{ name: 'process', victims: [whole] }, database] };
  }
  const writer = process('writer', 'writer');
  const relays = [process('relay', 'relay-1'), process('relay', 'relay-2')];
  const consumers = [process('consumer', 'consumer-1'), process('consumer', 'consumer-2')];
  const broker: Target = { name: 'broker', victims: [new ServerVictim('broker', rabbit)] };
  const targets: Target[] = [
    { name: 'relay', victims: relays },
    { name: 'consumer', victims: consumers },
    broker,
    database,
  ];
  return { processes: [writer, ...relays, ...consumers], targets };
}
