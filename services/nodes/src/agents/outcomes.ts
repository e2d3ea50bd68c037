import type { ConfigOutcome, UsersOutcome } from '@vortex/contracts/nodes';
import { withinTime } from '@vortex/kit';

/** A large snapshot takes a small machine a while. */
const patienceMs = 120_000;

interface Waiting<T> {
  readonly resolve: (outcome: T) => void;
  readonly reject: (error: Error) => void;
}

/** What an agent answers to what it was told, one thing at a time. */
export class Outcome<T extends ConfigOutcome | UsersOutcome> {
  private waiting: Waiting<T> | undefined;

  heard(outcome: T): void {
    this.waiting?.resolve(outcome);
  }

  /** Sends and waits for the answer. Rejects when the agent is gone, or takes too long. */
  of(send: () => Promise<void>, signal: AbortSignal): Promise<T> {
    return withinTime(patienceMs, signal, (ended) => this.until(send, ended));
  }

  private async until(send: () => Promise<void>, ended: AbortSignal): Promise<T> {
    const abort = (): void => this.waiting?.reject(new Error('the agent did not answer'));
    ended.addEventListener('abort', abort, { once: true });
    try {
      const answer = new Promise<T>((resolve, reject) => (this.waiting = { resolve, reject }));
      answer.catch(() => undefined);
      await send();
      return await answer;
    } finally {
      this.waiting = undefined;
      ended.removeEventListener('abort', abort);
    }
  }
}
