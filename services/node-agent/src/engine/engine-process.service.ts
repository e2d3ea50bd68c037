import { spawn } from 'node:child_process';
import { open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log';
import type { EnginePlaces } from '../config';
import { isReplaced } from './engine-program.probe';

const lookMs = 250;
const endingMs = 50;
/** An engine that ends sooner than this after its start is given more and more time before the next one. */
const steadyMs = 10_000;
const longestPauseMs = 10_000;
const mostLogBytes = 16 * 1024 * 1024;
const lookAtProgramMs = 2_000;
/** All users are read and every port is taken over within it. */
const takeOverMs = 60_000;
/** A program that cannot take over is not tried again at once. */
const afterFailureMs = 60_000;

/**
 * Keeps one engine running. It is a process of its own, in a session of its own: it outlives this agent, and the next one
 * finds it by its pid.
 */
export class EngineProcess {
  private readonly stopping = new AbortController();
  private watching: Promise<void> | undefined;
  private pid: number | undefined;
  /** One that was taken over from and ends by itself. */
  private draining: number | undefined;
  private programDueMs = 0;

  /**
   * @param startedAt when the engine that answers on the socket began to serve; rejects where none answers
   * @param started hears of each process that is started
   */
  constructor(
    private readonly program: string,
    private readonly places: EnginePlaces,
    private readonly startedAt: () => Promise<number>,
    private readonly log: Log,
    private readonly started: () => void = () => undefined,
  ) {}

  start(): void {
    this.watching ??= this.watch();
  }

  /** Stops watching and leaves the engine alone. */
  async leave(): Promise<void> {
    this.stopping.abort();
    await this.watching;
  }

  /** Ends the engine too, and waits until it has gone: when its last connection has ended, unless nobody is to wait for that. */
  async end({ isPatient = true } = {}): Promise<void> {
    await this.leave();
    for (const pid of [this.pid ?? (await this.known()), this.draining]) {
      if (pid === undefined || !(await this.isOurs(pid))) continue;
      process.kill(pid, 'SIGTERM');
      while (await this.isOurs(pid)) {
        await sleep(endingMs);
        if (!isPatient && (await this.isOurs(pid))) process.kill(pid, 'SIGTERM'); // the second ends it at once
      }
    }
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopping;
    let pauseMs = 0;
    this.pid = await this.known();
    if (this.pid !== undefined) this.log.info({ pid: this.pid }, 'found the engine running');
    while (!signal.aborted) {
      if (this.pid !== undefined && (await this.isOurs(this.pid))) {
        await this.followProgram(this.pid);
        await sleep(lookMs, undefined, { signal }).catch(() => undefined);
        continue;
      }
      const startedAt = performance.now();
      try {
        await sleep(pauseMs, undefined, { signal });
        this.pid = await this.spawn();
        this.log.info({ pid: this.pid }, 'started the engine');
        this.started();
        while (!signal.aborted && (await this.isOurs(this.pid))) {
          await this.followProgram(this.pid);
          await sleep(lookMs, undefined, { signal });
        }
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

  /** A program that was put in the place of the one that runs takes over from it: nobody is refused meanwhile. */
  private async followProgram(runs: number): Promise<void> {
    if (performance.now() < this.programDueMs) return;
    this.programDueMs = performance.now() + lookAtProgramMs;
    if (!(await isReplaced(this.program, runs))) return;
    this.log.info({ pid: runs, program: this.program }, 'another program stands in the place of the engine’s');
    const next = await this.takeOver(runs).catch((err: unknown) => {
      this.log.error({ err }, 'the next engine did not take over; the one that runs goes on');
      return undefined;
    });
    if (next === undefined) {
      this.programDueMs = performance.now() + afterFailureMs;
      return;
    }
    this.log.info({ pid: next, before: runs }, 'the next engine has taken over');
    this.draining = runs;
    this.pid = next;
    this.started();
  }

  private async takeOver(runs: number): Promise<number> {
    const { signal } = this.stopping;
    const before = await this.startedAt();
    const next = await this.spawn('--take-over');
    try {
      for (const untilMs = performance.now() + takeOverMs; (await this.startedAt().catch(() => before)) <= before;) {
        if (!(await this.isOurs(next))) throw new Error('it has ended');
        if (performance.now() > untilMs) throw new Error('it does not serve');
        await sleep(lookMs, undefined, { signal });
      }
      return next;
    } catch (error) {
      if (await this.isOurs(next)) process.kill(next, 'SIGTERM');
      await writeFile(this.places.pid, String(runs), { mode: 0o600 });
      throw error;
    }
  }

  private async spawn(...more: readonly string[]): Promise<number> {
    const { socket, state, ledger, engineLog, pid: pidFile } = this.places;
    const logged = (await stat(engineLog).catch(() => undefined))?.size ?? 0;
    if (logged > mostLogBytes) await truncate(engineLog);
    const output = await open(engineLog, 'a', 0o600);
    try {
      const child = spawn(this.program, ['--socket', socket, '--state', state, '--ledger', ledger, ...more], {
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
