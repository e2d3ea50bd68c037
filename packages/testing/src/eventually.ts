import { setTimeout as delay } from 'node:timers/promises';

export interface EventuallyOptions {
  /** How long the condition may take before the test fails. Generous: it costs nothing when it holds. Default: 15 s. */
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
}

/**
 * Repeats `check` until it neither throws nor returns false, and gives what it returned. After the time it throws the
 * last failure.
 */
export async function eventually<T>(check: () => T | Promise<T>, options: EventuallyOptions = {}): Promise<T> {
  const { timeoutMs = 15_000, intervalMs = 20 } = options;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const outcome = await attempt(check);
    if ('value' in outcome && outcome.value !== false) return outcome.value;
    if (performance.now() > deadline) {
      throw 'error' in outcome ? outcome.error : new Error(`the condition did not hold within ${timeoutMs} ms`);
    }
    await delay(intervalMs);
  }
}

async function attempt<T>(check: () => T | Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await check() };
  } catch (error) {
    return { error };
  }
}
