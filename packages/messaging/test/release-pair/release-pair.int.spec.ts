import { randomUUID } from 'node:crypto';
import type { Database } from '@vortex/database';
import { type FreshDatabase, eventually, freshDatabase, sharedRabbit, silentLog } from '@vortex/testing';
import { DeadLetters } from '../../src';
import { deleteQueues } from '../delete-queues';
import { openDatabase } from '../open-database';
import type { ProducerReport, ProgramOptions } from './program';
import { buildRelease, type ReleaseArtefact } from './release-artefact';
import type { ReleaseName } from './release';
import { ReleaseProcess } from './release-process';

jest.setTimeout(120_000);

describe('release N beside release N-1', () => {
  let built: Record<ReleaseName, ReleaseArtefact>;
  let brokerUrl: string;
  let shop: FreshDatabase;
  let ledger: FreshDatabase;
  let books: Database;
  const service = `ledger-${randomUUID().slice(0, 8)}`;
  const running: ReleaseProcess[] = [];

  beforeAll(async () => {
    const [old, young] = await Promise.all([buildRelease('old'), buildRelease('new')]);
    built = { old, new: young };
  });
  afterAll(() => Promise.all(Object.values(built).map((artefact) => artefact.remove())));

  beforeEach(async () => {
    brokerUrl = await sharedRabbit();
    [shop, ledger] = await Promise.all([freshDatabase(), freshDatabase()]);
    await Promise.all([shop, ledger].map((database) => migrated(database, 'old')));
    books = openDatabase(ledger.url, silentLog, 2);
  });

  afterEach(async () => {
    for (const process of running.splice(0)) process.kill();
    await books.close();
    await Promise.all([shop.drop(), ledger.drop()]);
    await deleteQueues(brokerUrl, [service]);
  });

  const start = async (role: ProgramOptions['role'], release: ReleaseName) => {
    const part = role === 'consume' ? { service, url: ledger.url } : { service: 'shop', url: shop.url };
    const process = await ReleaseProcess.start(built[release], { role, brokerUrl, ...part });
    running.push(process);
    return process;
  };
  /** By the release itself, with the migrations it was built with. */
  const migrated = async ({ url }: FreshDatabase, release: ReleaseName) => {
    const process = await ReleaseProcess.start(built[release], { role: 'migrate', service: 'shop', url, brokerUrl });
    return (await process.stop()) as readonly string[];
  };
  const expand = (database: FreshDatabase) => migrated(database, 'new');
  const count = async (what: string) =>
    Number((await books.sql.query<{ n: bigint }>(`SELECT count(*) AS n FROM ${what}`))[0]?.n);

  it('runs each release from what it was built into, and from nothing else', async () => {
    for (const release of ['old', 'new'] as const) {
      const files = (await (await start('consume', release)).stop()) as readonly string[];
      expect(files).toContain(built[release].program);
      expect(files.filter((file) => !file.startsWith(built[release].folder) || file.endsWith('.ts'))).toEqual([]);
    }
  });

  it('lets a consumer of N-1 read the events of N, new fields, values and types included', async () => {
    await expand(shop);
    await expand(ledger);
    // N has been here: its queues are bound to an event that N-1 has never heard of. Then it was rolled back.
    await (await start('consume', 'new')).stop();
    await start('consume', 'old');
    const producer = await start('produce', 'new');
    await eventually(async () => expect(await count('orders')).toBeGreaterThan(50), { timeoutMs: 60_000 });
    const { orders, failures } = (await producer.stop()) as ProducerReport;

    expect(failures).toEqual([]);
    await eventually(async () => expect(await count('orders')).toBe(orders));
    expect(await count("orders WHERE amount = 250 AND channel = 'UNRECOGNIZED'")).toBe(orders);
    expect(await new DeadLetters(books).list()).toEqual([]);
  });

  it('lets a consumer of N read the events of N-1', async () => {
    await expand(ledger);
    await start('consume', 'new');
    const producer = await start('produce', 'old');
    await eventually(async () => expect(await count('orders')).toBeGreaterThan(50), { timeoutMs: 60_000 });
    const { orders, failures } = (await producer.stop()) as ProducerReport;

    expect(failures).toEqual([]);
    await eventually(async () => expect(await count("orders WHERE currency = 'EUR'")).toBe(orders));
  });

  it('serves both releases from one database while it is migrated', async () => {
    await start('consume', 'old');
    const old = await start('produce', 'old');
    await eventually(async () => expect(await count('orders')).toBeGreaterThan(50), { timeoutMs: 60_000 });

    expect(await expand(shop)).toEqual(['0002_currency', '0003_currency_index']);
    await expand(ledger);
    const young = await start('produce', 'new');
    await eventually(async () => expect(await count('orders WHERE amount = 250')).toBeGreaterThan(50), {
      timeoutMs: 60_000,
    });

    const reports = [await old.stop(), await young.stop()] as ProducerReport[];
    expect(reports.flatMap(({ failures }) => failures)).toEqual([]);
    for (const { orders, read } of reports) expect(read).toBeGreaterThan(orders);
    const written = reports.reduce((sum, { orders }) => sum + orders, 0);
    await eventually(async () => expect(await count('orders')).toBe(written));
    expect(await new DeadLetters(books).list()).toEqual([]);
  });
});
