import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { eventually } from '../eventually';

export interface ChildServerOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Throws or gives false until the server answers. */
  readonly answers: () => Promise<boolean>;
  readonly startTimeoutMs: number;
}

/** A server that runs in the foreground as our child, in a process group of its own. */
export class ChildServer {
  private child: ChildProcess | undefined;

  constructor(private readonly options: ChildServerOptions) {}

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  async start(): Promise<void> {
    const { command, args, env, logFile, answers, startTimeoutMs } = this.options;
    const log = openSync(logFile, 'a');
    const child = spawn(command, args, {
      detached: true,
      cwd: '/',
      stdio: ['ignore', log, log],
      ...(env && { env: { ...env } }),
    });
    closeSync(log);
    child.on('error', () => undefined);
    this.child = child;
    // The server of a finished test must not keep the runner waiting; the guardian ends it.
    child.unref();
    try {
      await eventually(
        async () => {
          if (this.hasEnded()) return true;
          return answers();
        },
        { timeoutMs: startTimeoutMs, intervalMs: 50 },
      );
    } catch (error) {
      await this.stop();
      throw error;
    }
    if (this.hasEnded()) throw new Error(`${command} ended at once: ${await lastLines(logFile)}`);
  }

  kill(): void {
    this.signal('SIGKILL');
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || this.hasEnded()) return;
    const exit = once(child, 'exit');
    child.ref();
    this.signal('SIGTERM');
    const impatience = setTimeout(() => this.signal('SIGKILL'), 15_000);
    await exit;
    clearTimeout(impatience);
  }

  /** To the whole group, because start scripts do not pass signals on. */
  private signal(name: NodeJS.Signals): void {
    if (!this.child?.pid || this.hasEnded()) return;
    process.kill(-this.child.pid, name);
  }

  private hasEnded(): boolean {
    return !this.child?.pid || this.child.exitCode !== null || this.child.signalCode !== null;
  }
}

async function lastLines(file: string): Promise<string> {
  return (await readFile(file, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join(' | ');
}
