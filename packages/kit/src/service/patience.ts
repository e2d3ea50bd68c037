import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log/log';

/** Tries until it works or `patienceMs` are over: what we stand on may start at the same time as we do. */
export async function untilAvailable<T>(
  what: string,
  log: Log,
  attempt: () => Promise<T>,
  isPassing: (error: unknown) => boolean,
  patienceMs = 60_000,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error) || performance.now() + pauseMs > deadline) throw error;
      log.warn({ what, err: error }, 'not there yet; trying again');
      await sleep(pauseMs);
    }
  }
}

/** Waits for `work`, but not longer than `ms`. Returns whether it ended; its failure is thrown. */
export async function endsWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), Math.max(ms, 0))));
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
