import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { databaseUrl } from '../ensure-database';
import type { Log } from '../log';
import { clusterPassword, ensureCluster, superuser } from './cluster';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { freePort, isFree } from './free-port';
import { linkData, place, type Placement } from './placement';
import { installedBinaries } from './postgres-binaries';
import { findPostmaster, ownerSetting, signal, stopPostmaster } from './postmaster';
import { serverAccount, type ServerAccount } from './server-account';
import { serverArguments } from './server-settings';
import { takeOver } from './take-over';

export interface PostgresServerOptions {
  /** Holds the data, the superuser's password and the server's log. */
  readonly directory: string;
  readonly log: Log;
  /** False: faster, and loses data when the machine (not the process) dies. Default: true. */
  readonly durable?: boolean;
  /** Where data goes when the server's account cannot enter `directory`. Default: /var/lib/vortexpanel. */
  readonly elsewhere?: string;
}

const startTimeoutMs = 60_000;
const logLimitBytes = 16 * 1024 * 1024;

/** One server process on one data directory, child of this process. */
export class PostgresServer {
  private child: ChildProcess | undefined;
  private currentPort = 0;

  private constructor(
    private readonly directory: string,
    private readonly options: PostgresServerOptions,
    private readonly placement: Placement,
    private readonly account: ServerAccount | undefined,
    private readonly password: string,
  ) {}

  /** Makes the data directory on the first start. Refuses one that a living process uses, and stops what a dead one left. */
  static async prepare(options: PostgresServerOptions): Promise<PostgresServer> {
    const directory = resolve(options.directory);
    const account = await serverAccount(join(directory, 'data'));
    const placement = await place({
      directory,
      account,
      installed: await installedBinaries(),
      elsewhere: options.elsewhere ?? '/var/lib/vortexpanel',
      log: options.log,
    });
    await takeOver(placement.data, options.log);
    const password = await clusterPassword(join(directory, 'password'), placement.data);
    await ensureCluster({ ...placement, account, password, durable: options.durable ?? true });
    await linkData(directory, placement.data);
    return new PostgresServer(directory, options, placement, account, password);
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get port(): number {
    return this.currentPort;
  }

  get adminUrl(): string {
    return databaseUrl(`postgresql://${superuser}:${this.password}@127.0.0.1:${this.currentPort}/`, 'postgres');
  }

  /** Resolves when the server accepts connections. Without a port: the last one if it is free, else any. */
  async start(port?: number): Promise<void> {
    if (port !== undefined && !(await isFree(port))) {
      throw new EmbeddedPostgresError(
        'port_taken',
        `port ${port} of 127.0.0.1 is taken; choose another for PostgreSQL or leave it open`,
      );
    }
    await this.usePort(port ?? (await this.anyPort()));

    const deadline = Date.now() + startTimeoutMs;
    while (!(await this.launch(deadline))) {
      await takeOver(this.placement.data, this.options.log);
      if (Date.now() > deadline) throw await this.failure();
      if (port === undefined) await this.usePort(await this.anyPort());
      // Sessions of a killed server let go of its shared memory a moment later than it.
      await delay(200);
    }
  }

  /** Resolves when the server has ended, by whatever cause. */
  async exited(): Promise<void> {
    const { child } = this;
    if (child && this.hasNotEnded(child)) await once(child, 'exit');
  }

  kill(): void {
    if (this.child?.pid) signal(this.child.pid, 'SIGKILL');
  }

  /** Without a checkpoint, but with its children ended and its shared memory given back. */
  quit(): void {
    if (this.child?.pid && this.hasNotEnded(this.child)) signal(this.child.pid, 'SIGQUIT');
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child?.pid && this.hasNotEnded(child)) await stopPostmaster(child.pid);
  }

  private hasNotEnded({ exitCode, signalCode }: ChildProcess): boolean {
    return exitCode === null && signalCode === null;
  }

  private async launch(deadline: number): Promise<boolean> {
    const logFile = await this.openLog();
    const binary = join(this.placement.binaries.directory, 'bin', 'postgres');
    const settings = { port: this.currentPort, [ownerSetting]: process.pid };
    const child = spawn(
      binary,
      ['-D', this.placement.data, ...serverArguments(this.options.durable ?? true, settings)],
      {
        cwd: '/',
        // A group of its own: Ctrl-C in a terminal reaches everybody in the group, and the services must drain first.
        detached: true,
        stdio: ['ignore', logFile, logFile],
        ...(this.account && { uid: this.account.uid, gid: this.account.gid }),
      },
    );
    closeSync(logFile);
    child.unref();
    let failed = false;
    child.once('error', () => (failed = true));
    child.once('exit', () => (failed = true));
    this.child = child;
    while (!failed && Date.now() < deadline) {
      const running = await findPostmaster(this.placement.data, { removeStale: false });
      if (running?.pid === child.pid && running?.accepting) return true;
      await delay(20);
    }
    return false;
  }

  private async usePort(port: number): Promise<void> {
    this.currentPort = port;
    await writeFile(join(this.directory, 'port'), String(port));
  }

  private async anyPort(): Promise<number> {
    const last = Number(await readFile(join(this.directory, 'port'), 'utf8').catch(() => 0));
    return last > 0 && (await isFree(last)) ? last : freePort();
  }

  private async openLog(): Promise<number> {
    const file = join(this.directory, 'postgres.log');
    const { size } = await stat(file).catch(() => ({ size: 0 }));
    if (size > logLimitBytes) await rename(file, `${file}.1`);
    return openSync(file, 'a', 0o600);
  }

  private async failure(): Promise<EmbeddedPostgresError> {
    const file = join(this.directory, 'postgres.log');
    const lines = (await readFile(file, 'utf8').catch(() => '')).trim().split('\n');
    const said = lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? '';
    return new EmbeddedPostgresError('start_failed', `PostgreSQL does not start: ${said} (see ${file})`);
  }
}
