import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface LoadOrder {
  readonly port: number;
  readonly token: string;
  /** Sent in turn. */
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly warmUpMs: number;
  readonly forMs: number;
}

export interface LoadMeasured {
  readonly latenciesMs: number[];
  readonly failures: number;
  readonly perSecond: number;
  /** What asking took of a processor, warming up included. */
  readonly cpuMs: number;
}

export type LoadResult = LoadMeasured | { readonly error: string };

/** A process that asks, beside the one that answers. */
export class LoadProcess {
  private constructor(private readonly child: ChildProcess) {}

  static start(): LoadProcess {
    return new LoadProcess(fork(join(__dirname, 'load.ts'), { execArgv: process.execArgv, serialization: 'advanced' }));
  }

  async run(order: LoadOrder): Promise<LoadMeasured> {
    this.child.send(order);
    const [result] = (await once(this.child, 'message')) as [LoadResult];
    if ('error' in result) throw new Error(result.error);
    if (result.failures > 0) throw new Error(`${result.failures} requests were not answered with data`);
    return result;
  }

  stop(): void {
    this.child.kill();
  }
}
