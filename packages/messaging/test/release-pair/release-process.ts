import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ProgramOptions } from './program';

/** A running process of one release. */
export class ReleaseProcess {
  private constructor(private readonly child: ChildProcess) {}

  static async start(options: ProgramOptions): Promise<ReleaseProcess> {
    const child = fork(join(__dirname, 'program.ts'), [JSON.stringify(options)], {
      execArgv: ['--conditions=source', '-r', join(__dirname, '../../../../tools/typescript/register.cjs')],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [first] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
    if (first !== 'ready') throw new Error(`release ${options.release} did not start`);
    return new ReleaseProcess(child);
  }

  /** Asks it to stop and returns what it has to tell. */
  async stop(): Promise<unknown> {
    const told = once(this.child, 'message');
    const exit = once(this.child, 'exit');
    this.child.send('stop');
    const [report] = (await told) as unknown[];
    await exit;
    return report;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
