import { Injectable } from '@nestjs/common';

/** More would not be told sooner: they share processors and database. */
const mostAtOnce = 3;

/**
 * Lets few servers be told of all their users at once, in the order they came. Each keeps its users in memory meanwhile, and
 * after a disaster a whole fleet starts empty.
 */
@Injectable()
export class SnapshotTurns {
  private running = 0;
  private readonly waiting = new Set<() => void>();

  /** Resolves when it is one's turn, with what ends it; rejects when `signal` is aborted before. */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.running >= mostAtOnce) await this.freed(signal);
    else this.running += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.passOn();
    };
  }

  private freed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.waiting.delete(begin);
        reject(signal.reason as Error);
      };
      this.waiting.add(begin);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** To who has waited longest. */
  private passOn(): void {
    const [next] = this.waiting;
    if (!next) {
      this.running -= 1;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}
