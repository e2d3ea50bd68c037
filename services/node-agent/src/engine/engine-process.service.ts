import { spawn } from 'node:child_process';
import { open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log';
import type { Places } from '../config';

const lookMs = 250;
/** An engine that ends sooner than this after its start is given more and more time before the next one. */
const steadyMs = 10_000;
const longestPauseMs = 10_000;
const mostLogBytes = 16 * 1024 * 1024;

/**
 * Keeps one engine running. It is a process of its own, in a session of its own: it outlives this agent, and the next one
 * finds it by its pid.
 */
export class EngineProcess {
  private readonly stopping = new AbortController();
  private watching: Promise<void> | undefined;
  private pid: number | undefined;

  constructor(
    private readonly program: string,
    private readonly places: Places,
    private readonly log: Log,
  ) {}

  start(): void {
    this.watching ??= this.watch();
  }

  /** Stops watching and leaves the engine alone. */
  async leave(): Promise<void> {
    this.stopping.abort();
    await this.watching;
  }

  /** Ends the engine too, and waits until it has gone. */
  async end(): Promise<void> {
    await this.leave();
    const pid = this.pid ?? (await this.known());
    if (pid === undefined) return;
    process.kill(pid, 'SIGTERM');
    while (await this.isOurs(pid)) await sleep(50);
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopping;
    let pauseMs = 0;
    this.pid = await this.known();
    if (this.pid !== undefined) this.log.info({ pid: this.pid }, 'found the engine running');
    while (!signal.aborted) {
      if (this.pid !== undefined && (await this.isOurs(this.pid))) {
        await sleep(lookMs, undefined, { signal }).catch(() => undefined);
        continue;
      }
      const startedAt = performance.now();
      try {
        await sleep(pauseMs, undefined, { signal });
        this.pid = await this.spawn();
        this.log.info({ pid: this.pid }, 'started the engine');
        while (!signal.aborted && (await this.isOurs(this.pid))) await sleep(lookMs, undefined, { signal });
      } catch (err) {
        if (signal.aborted) return;
        this.log.error({ err, program: this.program }, 'the engine could not be started');
      }
      if (signal.aborted) return;
      const lasted = performance.now() - startedAt - pauseMs;
      pauseMs = lasted > steadyMs ? 0 : Math.min(Math.max(pauseMs * 2, 200), longestPauseMs);
      this.log.warn({ pid: this.pid, nextMs: pauseMs }, 'the engine has ended');
    }
  }

  private async spawn(): Promise<number> {
    const { socket, state, ledger, engineLog, pid: pidFile } = this.places;
    const logged = (await stat(engineLog).catch(() => undefined))?.size ?? 0;
    if (logged > mostLogBytes) await truncate(engineLog);
    const output = await open(engineLog, 'a', 0o600);
    try {
      const child = spawn(this.program, ['--socket', socket, '--state', state, '--ledger', ledger], {
        detached: true,
        stdio: ['ignore', output.fd, output.fd],
      });
      const failed = new Promise<never>((_, reject) => child.once('error', reject));
      failed.catch(() => undefined);
      child.unref();
      if (child.pid === undefined) return await failed;
      await writeFile(pidFile, String(child.pid), { mode: 0o600 });
      return child.pid;
    } finally {
      await output.close();
    }
  }

  private async known(): Promise<number | undefined> {
    const text = await readFile(this.places.pid, 'utf8').catch(() => '');
    const pid = Number(text);
    return text !== '' && Number.isInteger(pid) && (await this.isOurs(pid)) ? pid : undefined;
  }

  /** A pid alone may belong to anybody by now; the command line names our socket. */
  private async isOurs(pid: number): Promise<boolean> {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return command.includes(this.places.socket);
  }
}
