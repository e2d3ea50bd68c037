import type { Log } from '@vortex/kit';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const againMs = 1_000;
const patienceMs = 8_000;
/** As much as the unit and the image give it. */
const agentMemory = ['--max-old-space-size=64', '--max-semi-space-size=4'];

/** Keeps an agent running beside the panel. It ends with the panel, and its engine with it. */
export class AgentProcess {
  private child: ChildProcess | undefined;
  private readonly stopping = new AbortController();

  constructor(
    private readonly program: string,
    /** All of it: nothing is inherited. */
    private readonly environment: Readonly<Record<string, string | undefined>>,
    private readonly log: Log,
  ) {}

  /** One command of the agent, such as enrolling, to its end. Throws what it says when it fails. */
  async run(...command: readonly string[]): Promise<void> {
    const child = this.spawn(command, ['ignore', 'ignore', 'pipe']);
    let said = '';
    child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString('utf8')));
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`vortex-agent ${command[0]} failed: ${said.trim()}`);
  }

  keepRunning(): void {
    void this.keep();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const late = sleep(patienceMs, 'late', { ref: false });
    if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL');
  }

  private async keep(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.child = this.spawn(['run'], ['ignore', 'inherit', 'inherit', 'ipc']);
      const [code, by] = (await once(this.child, 'exit')) as [number | null, string | null];
      if (signal.aborted) return;
      this.log.warn({ code, signal: by }, 'the agent of this machine has ended; starting it again');
      await sleep(againMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private spawn(command: readonly string[], stdio: ('ignore' | 'inherit' | 'pipe' | 'ipc')[]): ChildProcess {
    return spawn(process.execPath, [...process.execArgv, ...agentMemory, this.program, ...command], {
      env: this.environment,
      stdio,
    });
  }
}
