import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../errors/domain-error';
import { CallCancelled } from '../errors/failures';

const mostAttempts = 4;
const firstPauseMs = 25;

/** A pause somewhere between nothing and twice the last one, so that callers do not return all at once. */
function pauseMs(attempt: number): number {
  return Math.random() * firstPauseMs * 2 ** attempt;
}

/** Repeats what may be repeated while the other side is unavailable and the deadline allows. */
export async function withRetry<T>(
  limits: { repeatable: boolean; deadlineMs: number; signal: AbortSignal | undefined },
  attempt: (number: number) => Promise<T>,
): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await attempt(number);
    } catch (error) {
      const pause = pauseMs(number);
      const again = limits.repeatable && error instanceof DomainError && error.kind === 'unavailable';
      if (!again || number >= mostAttempts || Date.now() + pause >= limits.deadlineMs) throw error;
      await sleep(pause, undefined, limits.signal ? { signal: limits.signal } : {}).catch(() => {
        throw new CallCancelled();
      });
    }
  }
}
