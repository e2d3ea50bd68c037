import { setTimeout as pause } from 'node:timers/promises';

/** Does the same again and again, a pause before each time, until it is stopped. */
export class Rounds {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  /** @param failed hears why a round was not gone; the next one comes all the same */
  constructor(
    private readonly everyMs: number,
    private readonly round: () => Promise<void>,
    private readonly failed: (err: unknown) => void,
  ) {}

  /** Aborted once there is to be no further round. */
  get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  start(): void {
    this.running = this.run();
  }

  /** Ends behind the round under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const signal = this.stopped;
    while (!signal.aborted) {
      await pause(this.everyMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.round().catch(this.failed);
    }
  }
}
