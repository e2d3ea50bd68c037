import { setTimeout as sleep } from 'node:timers/promises';
import { DurableFile } from '../disk/durable-file.store';
import type { Engine } from '../engine/engine.client';
import type { Log } from '../log';
import { UsageJournal } from './usage-journal';

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

  constructor(
    private readonly engine: Engine,
    path: string,
    private readonly log: Log,
  ) {
    this.file = new DurableFile(path, (content) => content);
  }

  async start(): Promise<void> {
    const left = await this.file.read();
    if (left) this.journal.restore(left);
    this.running = Promise.all([this.collect(), this.save()]).then(() => undefined);
  }

  /** Calls back whenever there is something to send. */
  onUsage(tell: () => void): () => void {
    this.heard.add(tell);
    return () => void this.heard.delete(tell);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.store();
  }

  private async collect(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        for await (const report of this.engine.usage(intervalMs, signal)) {
          this.journal.add(report);
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

  private async store(): Promise<void> {
    const content = this.journal.content();
    const text = JSON.stringify(content);
    if (text === this.saved) return;
    await this.file.write(content);
    this.saved = text;
  }
}
