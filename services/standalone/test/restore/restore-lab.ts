import { archiveFormat, ArchiveWriter } from '@vortex/backup';
import { databaseUrl, DatabaseSnapshot, openDumpConnection } from '@vortex/database';
import { createLog, keyFingerprint, newId, type RestoreOrder } from '@vortex/kit';
import { messagingMigrations } from '@vortex/messaging';
import { freshDatabase } from '@vortex/testing';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArchiveCheck } from '../../src/restore/archive-check';
import { LiveRestore } from '../../src/restore/live-restore';
import { parsedKeys } from '../../src/restore/master-key-file';
import { restoreDatabases, type RestoreRequest } from '../../src/restore/restore-databases';
import { RestoreJournal } from '../../src/restore/restore-journal';
import type { RestoreTarget } from '../../src/restore/restore-target';
import { verifyArchive } from '../../src/restore/verify-archive';

const release = '1.0.0';
const log = createLog({ level: 'silent' });

export const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

interface ArchiveContents {
  /** The content of a key file; its first key seals. */
  readonly keys?: string;
  readonly bringsKeys?: boolean;
  readonly passphrase?: string;
  /** Whole in itself, and no table takes its rows. */
  readonly isOdd?: boolean;
}

/** Two services with a table each, on what counts as two servers, and archives of them. */
export class RestoreLab {
  private readonly journalFile: string;
  private readonly journal: RestoreJournal;

  private constructor(
    private readonly folder: string,
    readonly keyFile: string,
    readonly targets: readonly RestoreTarget[],
  ) {
    this.journalFile = join(folder, 'restore.json');
    this.journal = new RestoreJournal(this.journalFile);
  }

  static async open(): Promise<RestoreLab> {
    const folder = await mkdtemp(join(tmpdir(), 'restore-lab-'));
    const migrations = join(folder, 'migrations');
    await mkdir(join(migrations, '1_note'), { recursive: true });
    await writeFile(join(migrations, '1_note/migration.sql'), 'CREATE TABLE note (line text NOT NULL)');
    const targets = await Promise.all(['blue', 'red'].map((name) => targetOf(name, migrations)));
    const lab = new RestoreLab(folder, join(folder, 'master.keys'), targets);
    await lab.each('INSERT INTO note VALUES ($1)', ['']);
    return lab;
  }

  /** As an installation is on which nothing was restored, for the next test. */
  async renew(): Promise<void> {
    await this.dropAll((name) => name.includes('_'));
    await rm(this.journalFile, { force: true });
    await rm(this.keyFile, { force: true });
    await writeFile(this.keyFile, `${newKey('own')}\n`, { mode: 0o600 });
    await this.each('UPDATE note SET line = $1', ['of the archive']);
  }

  /** An archive of what the databases hold; afterwards they hold something else. */
  async archive({ keys = '', bringsKeys, passphrase = '', isOdd }: ArchiveContents = {}): Promise<string> {
    const path = join(this.folder, `${newId()}.tar.gz`);
    const writer = new ArchiveWriter(path, passphrase, new Date(0));
    const masterKeys = [...parsedKeys(keys)].map(([id, key]) => ({ id, fingerprint: keyFingerprint(key) }));
    const snapshots = await Promise.all(this.targets.map((target) => DatabaseSnapshot.open(urlOf(target))));
    const services = snapshots.map(({ contents: { migrations, tables, sequences } }, at) => ({
      ...{ name: this.targets[at]?.service ?? '', release, generation: 1n, masterKeys },
      ...{ migrations: [...migrations], sequences: [...sequences] },
      tables: tables.map((table) => ({ ...table, columns: [...table.columns] })),
    }));
    await writer.describe({ format: archiveFormat, release, createdAt: new Date(0), generation: 1n, services });
    if (bringsKeys) await writer.masterKeys(keys);
    for (const [at, snapshot] of snapshots.entries()) {
      for (const table of snapshot.contents.tables) {
        const rows = isOdd && table.name === 'public.note' ? odd() : snapshot.read(table).data;
        await writer.table(services[at]?.name ?? '', table.name, rows);
      }
      await snapshot.close();
    }
    await writer.finish();
    await this.each('UPDATE note SET line = $1', ['of today']);
    return path;
  }

  check(isOurs = true): ArchiveCheck {
    return new ArchiveCheck(this.targets, release, { file: this.keyFile, isOurs });
  }

  /** @param start stands for all services: it is called when they are to start on the databases there are */
  live(start: () => Promise<void>, fail: (error: unknown) => void): LiveRestore {
    return new LiveRestore({
      ...{ archives: this.check(), targets: this.targets, journal: this.journal, release, log, fail },
      services: { start, end: () => Promise.resolve() },
      door: { hold: () => Promise.resolve(), open: () => undefined },
    });
  }

  /** As the command does it, and a running standalone in its middle. */
  async restore(path: string, steps: Partial<RestoreRequest> = {}): Promise<void> {
    const archive = await verifyArchive(path, '');
    const usual = { path, passphrase: '', archive, targets: this.targets, release, log, keepOld: false };
    await restoreDatabases({ ...usual, beforeSwap: () => Promise.resolve(), ...steps });
  }

  /** What it was to restore, as a running standalone writes it down before databases change places. */
  async writeDown({ id }: Pick<RestoreOrder, 'id'>, generation: bigint): Promise<void> {
    await this.journal.write({ id, replaced: { generation, services: this.targets.map(({ service }) => service) } });
  }

  get isWrittenDown(): boolean {
    return existsSync(this.journalFile);
  }

  keys(): Promise<string> {
    return readFile(this.keyFile, 'utf8');
  }

  async notes(): Promise<string[]> {
    return (await this.each<{ line: string }>('SELECT line FROM note')).map(({ line }) => line);
  }

  async generations(): Promise<bigint[]> {
    const rows = await this.each<{ generation: string }>('SELECT generation FROM messaging.platform_state');
    return rows.map(({ generation }) => BigInt(generation));
  }

  /** Those of the services by the services' names, and what a restore has put beside them. */
  async databases(): Promise<string[]> {
    const found = await Promise.all(
      this.targets.map(async ({ adminUrl, name, service }) => {
        const like = 'SELECT datname AS one FROM pg_database WHERE starts_with(datname, $1)';
        const rows = await query<{ one: string }>(adminUrl, like, [name]);
        return rows.map(({ one }) => one.replace(name, service));
      }),
    );
    return found.flat().toSorted();
  }

  /** On a service's server; `%` is the name of its database. */
  async administer(service: string, sql: string): Promise<void> {
    const target = this.targets.find((one) => one.service === service);
    if (target) await query(target.adminUrl, sql.replaceAll('%', target.name));
  }

  /** Does the same in a transaction, and leaves that open until it is told. */
  async hold(service: string, sql: string): Promise<() => Promise<void>> {
    const target = this.targets.find((one) => one.service === service);
    const connection = await openDumpConnection(target?.adminUrl ?? '');
    await connection.query(`BEGIN; ${sql.replaceAll('%', target?.name ?? '')}`);
    return async () => {
      await connection.query('COMMIT');
      await connection.end();
    };
  }

  async close(): Promise<void> {
    await this.dropAll(() => true);
    await rm(this.folder, { recursive: true });
  }

  private async dropAll(which: (name: string) => boolean): Promise<void> {
    for (const one of (await this.databases()).filter(which)) {
      const [service = ''] = one.split('_', 1);
      const name = one.replace(service, '%');
      await this.administer(service, `ALTER DATABASE "${name}" IS_TEMPLATE false`);
      await this.administer(service, `DROP DATABASE "${name}" WITH (FORCE)`);
    }
  }

  private async each<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await Promise.all(this.targets.map((target) => query<Row>(urlOf(target), sql, values)))).flat();
  }
}

/** One server under two addresses counts as two: what changes places on it does so in two transactions. */
async function targetOf(service: string, migrations: string): Promise<RestoreTarget> {
  const { url } = await freshDatabase([messagingMigrations, { name: service, directory: migrations }]);
  const adminUrl = new URL(databaseUrl(url, 'postgres'));
  adminUrl.searchParams.set('application_name', service);
  const createClient = () => {
    throw new Error('no service is started');
  };
  const definition = { name: service, module: Object, database: { createClient, migrations } };
  return { service, definition, adminUrl: adminUrl.href, name: new URL(url).pathname.slice(1) };
}

function urlOf({ adminUrl, name }: RestoreTarget): string {
  return databaseUrl(adminUrl, name);
}

async function query<Row>(url: string, sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  const connection = await openDumpConnection(url);
  try {
    return (await connection.query(sql, [...values])).rows as Row[];
  } finally {
    await connection.end();
  }
}

async function* odd(): AsyncGenerator<Buffer> {
  yield Buffer.from('more\tthan one column\n');
}
