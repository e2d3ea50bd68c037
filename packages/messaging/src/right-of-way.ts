import { pause } from './backoff';

const stepMs = 2;

/** Lets bulk work wait while interactive work is under way, but not for ever. */
export class RightOfWay {
  private interactive = 0;

  async interactively<T>(work: () => Promise<T>): Promise<T> {
    this.interactive++;
    try {
      return await work();
    } finally {
      this.interactive--;
    }
  }

  /** Resolves when no interactive work is under way, at the latest after `patienceMs`. */
  async giveWay(patienceMs: number, signal?: AbortSignal): Promise<void> {
    for (let waited = 0; this.interactive > 0 && waited < patienceMs && !signal?.aborted; waited += stepMs) {
      await pause(stepMs, signal);
    }
  }
}
