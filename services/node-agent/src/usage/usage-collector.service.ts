import type { UsageReport } from '@vortex/contracts/tunnel';
import { setTimeout as sleep } from 'node:timers/promises';
import { DurableFile } from '../disk/durable-file.store';
import type { NodeEngine } from '../engine/engine.client';
import type { Log } from '../log';
import { type CounterKey, keyOf, UsageJournal } from './usage-journal';

const intervalMs = 1_000;
const retryMs = 500;
const saveMs = 5_000;

/**
 * Takes the engine's counters down as they grow, with the panel or without it. The engine itself keeps them over a crash;
 * the journal keeps when they stood how.
 */
export class UsageCollector {
  readonly journal = new UsageJournal();
  private readonly file: DurableFile<unknown>;
  private readonly stopping = new AbortController();
  private readonly heard = new Set<() => void>();
  private running: Promise<void> | undefined;
  private saved = '';
  private storing = Promise.resolve();
  private storedEpochs: ReadonlySet<bigint> = new Set();
  private latestEpoch: bigint | undefined;
  /** What was released, until no report that was on its way by then can bring it. */
  private released: { readonly releases: bigint; readonly keys: ReadonlySet<string> }[] = [];

  constructor(
    private readonly engine: NodeEngine,
    path: string,
    private readonly log: Log,
  ) {
    this.file = new DurableFile(path, (content) => content);
  }

  async start(): Promise<void> {
    const left = await this.file.read();
    if (left) this.journal.restore(left);
    this.storedEpochs = this.journal.epochs;
    this.running = Promise.all([this.collect(), this.save()]).then(() => undefined);
  }

  /** Calls back whenever there is something to send. */
  onUsage(tell: () => void): () => void {
    this.heard.add(tell);
    return () => void this.heard.delete(tell);
  }

  /** Never tells again how these counters stood, which the engine has released: also not when this process is killed. */
  async forget(counters: readonly CounterKey[], releases: bigint): Promise<void> {
    this.released.push({ releases, keys: new Set(counters.map(keyOf)) });
    this.journal.forget(counters);
    await this.store();
  }

  /** The epoch of all counters that are still to be told, from here on; undefined while there may be others. */
  get onlyEpoch(): bigint | undefined {
    const waiting = [...this.journal.epochs, ...this.storedEpochs];
    return waiting.every((epoch) => epoch === this.latestEpoch) ? this.latestEpoch : undefined;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.store();
  }

  private async collect(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.released = []; // what is told from now on was read behind it
      try {
        for await (const report of this.engine.usage(intervalMs, signal)) {
          this.journal.add(this.withoutReleased(report));
          this.latestEpoch = report.epoch;
          for (const tell of this.heard) tell();
        }
      } catch (err) {
        this.log.debug({ err }, 'the engine does not tell of usage');
      }
      await sleep(retryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async save(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await sleep(saveMs, undefined, { signal }).catch(() => undefined);
      await this.store().catch((err: unknown) => this.log.error({ err }, 'the journal of usage could not be written'));
    }
  }

  private withoutReleased(report: UsageReport): UsageReport {
    this.released = this.released.filter(({ releases }) => report.releases < releases);
    if (this.released.length === 0) return report;
    const counters = report.counters.filter((one) => !this.released.some(({ keys }) => keys.has(keyOf(one))));
    return { ...report, counters };
  }

  /** One after the other: they write the same file. */
  private store(): Promise<void> {
    const stored = this.storing.then(() => this.write());
    this.storing = stored.catch(() => undefined);
    return stored;
  }

  private async write(): Promise<void> {
    const { epochs } = this.journal;
    const content = this.journal.content();
    const text = JSON.stringify(content);
    if (text === this.saved) return;
    await this.file.write(content);
    this.saved = text;
    this.storedEpochs = epochs;
  }
}
