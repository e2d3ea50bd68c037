import { databaseUrl, openDumpConnection } from '@vortex/database';
import { DatabaseInUse, DatabaseNameTooLong, HalfRestored } from './restore.errors';
import type { RestoreTarget } from './restore-target';

type Connection = Awaited<ReturnType<typeof openDumpConnection>>;

const objectInUse = '55006';
const suffixes = { fresh: '_restoring', old: '_before_restore' } as const;
/** PostgreSQL cuts what is longer, and then the new one's name may be that of the one in use. */
const longestName = 63;

/** The new databases beside the old ones, until they change places. */
export class DatabaseSwap {
  constructor(private readonly targets: readonly RestoreTarget[]) {}

  freshName({ name }: RestoreTarget): string {
    return `${name}${suffixes.fresh}`;
  }

  /** Makes an empty database beside the one in use. What an interrupted restore left goes first. */
  async makeFresh(target: RestoreTarget): Promise<void> {
    if (Buffer.byteLength(`${target.name}${suffixes.old}`) > longestName) throw new DatabaseNameTooLong(target.name);
    await on(target.adminUrl, async (connection) => {
      await drop(connection, this.freshName(target));
      await connection.query(`CREATE DATABASE ${quote(this.freshName(target))}`);
    });
  }

  async dropFresh(): Promise<void> {
    for (const target of this.targets) {
      await on(target.adminUrl, (connection) => drop(connection, this.freshName(target))).catch(() => undefined);
    }
  }

  /**
   * All databases of a server change places in one transaction, so whatever happens they are all old or all new. Those of
   * several servers follow each other; when one fails, those before it go back. Throws HalfRestored when they cannot.
   */
  async perform(): Promise<void> {
    const done: RestoreTarget[] = [];
    try {
      for (const [server, targets] of this.byServer()) {
        await on(server, (connection) => exchange(connection, targets, suffixes.fresh, suffixes.old));
        done.push(...targets);
      }
    } catch (error) {
      await new DatabaseSwap(done).goBack().catch((reason: unknown) => {
        throw new HalfRestored(
          this.targets.filter((target) => !done.includes(target)),
          reason,
        );
      });
      throw error;
    }
  }

  /**
   * Has those change places that a kill has left behind the others. One whose new database is gone would only step aside, so
   * then none does.
   */
  async follow(): Promise<void> {
    for (const target of this.targets) {
      const name = this.freshName(target);
      if (!(await on(target.adminUrl, (connection) => has(connection, name))))
        throw new Error(`there is no database ${name}`);
    }
    await this.evict();
    await this.perform();
  }

  /** Puts the old databases back. The new ones stand beside them then. */
  async goBack(): Promise<void> {
    for (const [server, targets] of this.byServer()) {
      await on(server, (connection) => exchange(connection, targets, suffixes.old, suffixes.fresh));
    }
  }

  /** Ends the sessions of whoever else is in a database: nobody can be when it changes its name. */
  async evict(): Promise<void> {
    // Not PostgreSQL's own workers: they make room by themselves, and only a superuser may end them.
    const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = ANY ($1) AND backend_type = 'client backend'`;
    for (const [server, targets] of this.byServer()) {
      await on(server, (connection) => connection.query(end, [targets.map(({ name }) => name)]));
    }
  }

  /** What the database says of itself; undefined where there is none, or an empty one. */
  async generationOf(target: RestoreTarget): Promise<bigint | undefined> {
    if (!(await on(target.adminUrl, (connection) => has(connection, target.name)))) return undefined;
    return on(databaseUrl(target.adminUrl, target.name), async (connection) => {
      const known = await connection.query<{ there: boolean }>(
        "SELECT to_regclass('messaging.platform_state') IS NOT NULL AS there",
      );
      if (!known.rows[0]?.there) return undefined;
      const { rows } = await connection.query<{ generation: string }>(
        'SELECT generation::text FROM messaging.platform_state',
      );
      return BigInt(rows[0]?.generation ?? 0);
    });
  }

  async dropOld(): Promise<void> {
    for (const target of this.targets) {
      await on(target.adminUrl, (connection) => drop(connection, `${target.name}${suffixes.old}`));
    }
  }

  private byServer(): Map<string, RestoreTarget[]> {
    const servers = new Map<string, RestoreTarget[]>();
    for (const target of this.targets) servers.set(target.adminUrl, [...(servers.get(target.adminUrl) ?? []), target]);
    return servers;
  }
}

/** `<name>` steps aside and `<name><from>` takes its place, each where it exists. */
async function exchange(
  connection: Connection,
  targets: readonly RestoreTarget[],
  from: string,
  aside: string,
): Promise<void> {
  // What an earlier restore was told to keep.
  for (const { name } of targets) await drop(connection, `${name}${aside}`);
  await connection.query('BEGIN');
  try {
    for (const { name } of targets) {
      if (await has(connection, name)) await rename(connection, name, `${name}${aside}`);
      if (await has(connection, `${name}${from}`)) await rename(connection, `${name}${from}`, name);
    }
    await connection.query('COMMIT');
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => undefined);
    if ((error as { code?: string }).code !== objectInUse) throw error;
    throw new DatabaseInUse();
  }
}

async function rename(connection: Connection, from: string, to: string): Promise<void> {
  await connection.query(`ALTER DATABASE ${quote(from)} RENAME TO ${quote(to)}`);
}

async function has(connection: Connection, name: string): Promise<boolean> {
  return (await connection.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount === 1;
}

async function drop(connection: Connection, name: string): Promise<void> {
  await connection.query(`DROP DATABASE IF EXISTS ${quote(name)}`);
}

async function on<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await openDumpConnection(url);
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
