import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { databaseUrl } from '../ensure-database';
import type { Log } from '../log';
import { linkTarget, removeMoved } from './placement';
import { PostgresServer } from './postgres-server';
import { takeOver } from './take-over';

export interface EmbeddedPostgresOptions {
  /** A directory of its own, such as `<home>/postgres`. */
  readonly directory: string;
  /** On 127.0.0.1. Default: the last one if it is free, else any free one. */
  readonly port?: number;
  readonly log: Log;
  /** Where data goes when the server's account cannot enter `directory`. Default: /var/lib/vortexpanel. */
  readonly elsewhere?: string;
}

const restartPauseMs = 500;

/** The PostgreSQL of a standalone installation: started with us, started again when it dies, stopped with us. */
export class EmbeddedPostgres {
  private stopping = false;

  private constructor(
    private readonly server: PostgresServer,
    private readonly log: Log,
  ) {}

  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const server = await PostgresServer.prepare(options);
    await server.start(options.port);
    options.log.info({ port: server.port, pid: server.pid }, 'PostgreSQL is running');
    const embedded = new EmbeddedPostgres(server, options.log);
    void embedded.watch();
    return embedded;
  }

  /** Removes everything that `start` made for this directory, the data included. */
  static async remove(directory: string, log: Log): Promise<void> {
    const link = join(resolve(directory), 'data');
    const linked = await linkTarget(link);
    await takeOver(linked ?? link, log);
    if (linked !== undefined) await removeMoved(linked);
    await rm(directory, { recursive: true, force: true });
  }

  /** The superuser's url of database `postgres`. */
  get adminUrl(): string {
    return this.server.adminUrl;
  }

  get pid(): number {
    return this.server.pid;
  }

  databaseUrl(name: string): string {
    return databaseUrl(this.server.adminUrl, name);
  }

  /** Ends all sessions, writes everything to disk and waits for the end. Idempotent. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.server.stop();
  }

  /** Ends it at once, as a crash would, and waits for nothing: it repairs itself at the next start. */
  quit(): void {
    this.stopping = true;
    this.server.quit();
  }

  /** A server that dies alone (killed, out of memory) is started again on the same port. */
  private async watch(): Promise<void> {
    for (;;) {
      await this.server.exited();
      if (this.stopping) return;
      this.log.error({ port: this.server.port }, 'PostgreSQL ended unexpectedly; starting it again');
      await delay(restartPauseMs);
      if (this.stopping) return;
      await this.server.start(this.server.port).catch((error: unknown) => {
        this.log.error({ err: error }, 'PostgreSQL could not be started again');
      });
    }
  }
}
