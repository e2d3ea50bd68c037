import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

export interface Guardian {
  dismiss(): void;
}

export interface GuardOptions {
  /** Directories that are removed at the end. */
  readonly removes: readonly string[];
  /** The process whose end is waited for; by default ours. */
  readonly lifeOf: number | undefined;
}

/**
 * A shell in a session of its own that carries out `lastWill` when we are gone, however we went: it waits for the end
 * of a pipe from us, which the system closes even after SIGKILL.
 */
export function guard(lastWill: readonly string[], options: GuardOptions): Guardian {
  const wait =
    options.lifeOf === undefined ? 'cat >/dev/null' : `while kill -0 ${options.lifeOf} 2>/dev/null; do sleep 1; done`;
  const remove = options.removes.map((path) => `rm -rf -- '${path.replaceAll("'", `'\\''`)}'`);
  const script = [wait, ...lastWill, ...remove].join('\n');
  const shell = spawn('/bin/sh', ['-c', script], { detached: true, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'] });
  shell.unref();
  // The pipe must not keep this process alive either.
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  shell.on('error', () => undefined);
  shell.stdin?.on('error', () => undefined);
  return {
    dismiss: () => {
      if (shell.pid && shell.exitCode === null) endGroup(shell.pid);
    },
  };
}

/** The shell and the `cat` or `sleep` it waits in. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
