import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { ProgramOptions } from './program';
import type { ReleaseArtefact } from './release-artefact';

/** A running process of one release. */
export class ReleaseProcess {
  private constructor(private readonly child: ChildProcess) {}

  static async start(
    { release, program, folder }: ReleaseArtefact,
    part: Omit<ProgramOptions, 'release'>,
  ): Promise<ReleaseProcess> {
    const options: ProgramOptions = { release, ...part };
    const child = fork(program, [JSON.stringify(options)], {
      // Neither our loaders nor our settings: it runs as it would on a machine without the workspace.
      execArgv: [],
      cwd: folder,
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [first] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
    if (first !== 'ready') throw new Error(`release ${release} did not start`);
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
