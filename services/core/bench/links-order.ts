import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface LinksOrder {
  readonly port: number;
  /** A file with a token on each line. */
  readonly tokensFile: string;
  /** Whether to show the ETag of the answer before, or to ask as one who has nothing. */
  readonly unchanged: boolean;
  readonly connections: number;
  /** Asked for at this rate, whatever the answers take; as fast as they come where it is absent. */
  readonly perSecond?: number;
  /** As many requests after those to warm up, or for so long. */
  readonly requests?: number;
  readonly warmUpMs: number;
  readonly forMs: number;
}

export interface LinksResult {
  readonly latenciesMs: number[];
  /** At a fixed rate: how long after its time each was sent, which the latency holds too. */
  readonly sentLateMs: number[];
  readonly perSecond: number;
  /** By status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly error?: string;
}

/** A process that fetches links, beside the one that answers. */
export class LinksLoad {
  private constructor(private readonly child: ChildProcess) {}

  static start(): LinksLoad {
    const file = join(__dirname, 'links-load.ts');
    return new LinksLoad(fork(file, { execArgv: process.execArgv, serialization: 'advanced' }));
  }

  async run(order: LinksOrder): Promise<LinksResult> {
    this.child.send(order);
    const [result] = (await once(this.child, 'message')) as [LinksResult];
    if (result.error !== undefined) throw new Error(result.error);
    return result;
  }

  stop(): void {
    this.child.kill();
  }
}
