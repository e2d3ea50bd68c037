/**
 * Does something with a signal that aborts with the other one, or once it has taken too long. The timer holds on to it: Node
 * lets go of an `AbortSignal.timeout` that nothing but `AbortSignal.any` knows of, and then nobody hears of the end.
 */
export async function withinTime<T>(
  timeoutMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), timeoutMs).unref();
  try {
    return await work(AbortSignal.any([signal, patience.signal]));
  } finally {
    clearTimeout(timer);
  }
}
