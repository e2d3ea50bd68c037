import { chmod, lstat, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, silentLog } from '@vortex/testing';
import pg from 'pg';
import { EmbeddedPostgres } from '../src';
import { canEnter } from '../src/embedded-postgres/server-account';
import { processFacts } from '../src/embedded-postgres/process-table';
import { type Owner, startOwner } from './fixture/embedded-owner';

const root = process.getuid?.() === 0;
const nobody = { name: 'nobody', uid: 65534, gid: 65534 };

describe('the embedded PostgreSQL', () => {
  let home: string;
  let directory: string;
  let elsewhere: string;
  const owners: Owner[] = [];

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'embedded-'));
    await chmod(home, 0o755);
    directory = join(home, 'postgres');
    elsewhere = join(home, 'elsewhere');
  });
  afterEach(async () => {
    await Promise.all(owners.splice(0).map((owner) => owner.stop()));
    await EmbeddedPostgres.remove(directory, silentLog);
    await rm(home, { recursive: true, force: true });
  });

  const start = (port?: number) => EmbeddedPostgres.start({ directory, elsewhere, log: silentLog, port });
  const startedBy = async (uid?: number) => {
    const owner = await startOwner(directory, elsewhere, uid);
    owners.push(owner);
    return owner;
  };

  it('keeps its data, password and port over a stop', async () => {
    const first = await start();
    await query(first.adminUrl, 'CREATE TABLE kept (id int)');
    await first.stop();
    const second = await start();
    expect(second.adminUrl).toBe(first.adminUrl);
    expect(await query(second.adminUrl, 'SELECT * FROM kept')).toEqual([]);
    await second.stop();
  });

  it('sorts text by code points, keeps UTF-8 and checks its pages, whatever the machine is set to', async () => {
    const server = await start();
    const [row] = await query(
      server.adminUrl,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('data_checksums') AS checksums,
              'a' < 'B' AS a_before_b, upper('ж') AS upper, current_setting('timezone') AS zone`,
    );
    expect(row).toEqual({ encoding: 'UTF8', checksums: 'on', a_before_b: false, upper: 'Ж', zone: 'UTC' });
    await server.stop();
  });

  it('shows its password to nobody else and asks everybody for it', async () => {
    const server = await start();
    expect((await stat(join(directory, 'password'))).mode & 0o077).toBe(0);
    const wrong = new URL(server.adminUrl);
    wrong.password = 'guess';
    await expect(query(wrong.toString(), 'SELECT 1')).rejects.toThrow('password authentication failed');
    await server.stop();
  });

  it('starts below a directory that only its owner may enter', async () => {
    await chmod(home, 0o700);
    elsewhere = await mkdtemp(join(tmpdir(), 'elsewhere-'));
    await chmod(elsewhere, 0o755);
    const server = await start();
    await query(server.adminUrl, 'CREATE TABLE kept (id int)');
    await server.stop();
    expect((await lstat(join(directory, 'data'))).isSymbolicLink()).toBe(root);

    const again = await start();
    expect(await query(again.adminUrl, 'SELECT * FROM kept')).toEqual([]);
    await again.stop();
    await EmbeddedPostgres.remove(directory, silentLog);
    await rm(elsewhere, { recursive: true });
  });

  it('begins anew when its home was removed, and keeps the old data aside', async () => {
    await chmod(home, 0o700);
    elsewhere = await mkdtemp(join(tmpdir(), 'elsewhere-'));
    await chmod(elsewhere, 0o755);
    const first = await start();
    await query(first.adminUrl, 'CREATE TABLE kept (id int)');
    await first.stop();
    await rm(directory, { recursive: true });
    const second = await start();
    await expect(query(second.adminUrl, 'SELECT * FROM kept')).rejects.toThrow('does not exist');
    await second.stop();
    await EmbeddedPostgres.remove(directory, silentLog);
    await rm(elsewhere, { recursive: true });
  });

  it('works for an unprivileged user', async () => {
    await mkdir(directory);
    await chmod(home, 0o777);
    await chmod(directory, 0o777);
    const owner = await startedBy(root ? nobody.uid : undefined);
    // A clone that only root can enter is root's to run.
    if (root && !(await canEnter(nobody, __dirname)))
      return expect(['cannot_place', 'no_binaries']).toContain(owner.fault);
    expect(owner.message).toBeUndefined();
    expect(await query(owner.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await owner.stop();
  });

  it('refuses a directory that another living process uses, and names it', async () => {
    const owner = await startedBy();
    await expect(start()).rejects.toEqual(
      expect.objectContaining({ fault: 'in_use', message: expect.stringContaining(`process ${owner.process.pid};`) }),
    );
    expect(await query(owner.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('lets one of two win that start at the same time', async () => {
    const both = await Promise.all([startedBy(), startedBy()]);
    // The message too: a start that failed for another cause says which.
    expect(both.map(({ fault, message }) => (fault === 'in_use' ? fault : message)).sort()).toEqual([
      'in_use',
      undefined,
    ]);
    const winner = both.find((owner) => owner.fault === undefined);
    expect(await query(winner?.url ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('takes over what a killed process left running', async () => {
    const owner = await startedBy();
    await query(owner.url, 'CREATE TABLE kept (id int)');
    await owner.kill();
    expect(await processFacts(owner.pid)).toBeDefined();
    const server = await start();
    expect(await processFacts(owner.pid)).toBeUndefined();
    expect(await query(server.adminUrl, 'SELECT * FROM kept')).toEqual([]);
    await server.stop();
  });

  it('does not believe a process id from before a reboot', async () => {
    const first = await start();
    await first.stop();
    const [, ...rest] = ['', join(directory, 'data'), '1700000000', '5432', '', '127.0.0.1', '  1234 0', 'ready   '];
    await writeFile(join(directory, 'data', 'postmaster.pid'), [process.pid, ...rest, ''].join('\n'));
    const second = await start();
    expect(await query(second.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it('comes back on the same port when it is killed', async () => {
    const server = await start();
    await query(server.adminUrl, 'CREATE TABLE kept (id int)');
    const { pid } = server;
    process.kill(pid, 'SIGKILL');
    await eventually(async () => server.pid !== pid && (await query(server.adminUrl, 'SELECT * FROM kept')));
    await server.stop();
    expect(await processFacts(server.pid)).toBeUndefined();
  });

  it('is out of reach of the Ctrl-C that ends its owner', async () => {
    const owner = await startedBy();
    const status = await readFile(`/proc/${owner.pid}/stat`, 'utf8').catch(() => undefined);
    const [, , , , group] = status?.split(' ') ?? ['', '', '', '', String(owner.pid)];
    expect(Number(group)).toBe(owner.pid);
  });

  it('says which port is taken', async () => {
    const owner = await startedBy();
    directory = join(home, 'second');
    const taken = Number(new URL(owner.url).port);
    await expect(start(taken)).rejects.toThrow(`port ${taken} of 127.0.0.1 is taken`);
    await owner.stop();
    await EmbeddedPostgres.remove(join(home, 'postgres'), silentLog);
  });

  it('says whose data it cannot read any more', async () => {
    await (await start()).stop();
    await rm(join(directory, 'password'));
    await expect(start()).rejects.toEqual(expect.objectContaining({ fault: 'password_lost' }));
  });

  it('says that data of another major version must be dumped and restored', async () => {
    await (await start()).stop();
    await writeFile(join(directory, 'data', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow('was made by PostgreSQL 17 and this release brings 18');
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const connection = new pg.Client({ connectionString: url });
  connection.on('error', () => undefined);
  await connection.connect();
  try {
    return (await connection.query<pg.QueryResultRow>(sql)).rows;
  } finally {
    await connection.end();
  }
}
