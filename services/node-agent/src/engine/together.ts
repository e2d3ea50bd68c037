/** What several tell, as it comes. Ends with the first that does, or throws what that one threw. */
export async function* together<T>(
  listen: readonly ((signal: AbortSignal) => AsyncGenerator<T>)[],
  signal: AbortSignal,
): AsyncGenerator<T> {
  const enough = new AbortController();
  const told = listen.map((one) => one(AbortSignal.any([signal, enough.signal])));
  const coming = new Map(told.map((one) => [one, one.next()]));
  try {
    for (;;) {
      const [from, next] = await Promise.race([...coming].map(async ([one, its]) => [one, await its] as const));
      if (next.done) return;
      coming.set(from, from.next());
      yield next.value;
    }
  } finally {
    enough.abort();
    await Promise.allSettled([...coming.values()]);
  }
}
