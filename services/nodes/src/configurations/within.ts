import { setTimeout as sleep } from 'node:timers/promises';

/** What comes in time; undefined when it does not. */
export async function within<T>(ms: number, asked: Promise<T>): Promise<T | undefined> {
  const enough = new AbortController();
  const late = sleep(ms, undefined, { signal: enough.signal }).catch(() => undefined);
  asked.catch(() => undefined); // also when nobody waits for it any more
  try {
    return await Promise.race([asked, late]);
  } finally {
    enough.abort();
  }
}
