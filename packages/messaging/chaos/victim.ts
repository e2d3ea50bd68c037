import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { LaunchedServer } from '@vortex/testing';
import type { RoleOptions } from './role';

/** Something that is killed and started again. */
export interface Victim {
  readonly name: string;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

/** A process of ours, in one of its parts. */
export class RoleProcess implements Victim {
  private child: ChildProcess | undefined;
  private permitted = 0;

  constructor(
    readonly name: string,
    private readonly options: RoleOptions,
    private readonly logFile: string,
  ) {}

  /** Resolves when the process is at work. */
  async restart(): Promise<void> {
    const log = openSync(this.logFile, 'a');
    this.child = fork(join(__dirname, 'role.ts'), [JSON.stringify(this.options)], {
      execArgv: ['--conditions=source', '-r', join(__dirname, '../../../tools/typescript/register.cjs')],
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.permit(this.permitted);
    await Promise.race([once(this.child, 'message'), once(this.child, 'exit')]);
  }

  permit(upTo: number): void {
    this.permitted = Math.max(this.permitted, upTo);
    if (this.child?.connected) this.child.send({ upTo: this.permitted }, () => undefined);
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
}

export class ServerVictim implements Victim {
  constructor(
    readonly name: string,
    private readonly server: LaunchedServer,
  ) {}

  kill(): Promise<void> {
    this.server.kill();
    return Promise.resolve();
  }

  restart(): Promise<void> {
    return this.server.restart();
  }
}
