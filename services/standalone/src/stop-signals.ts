/** npm passes on a Ctrl-C that the terminal has already sent us: one key, two signals. */
const sameKeyMs = 1_000;
const orphanPollMs = 1_000;

/**
 * Waits for the wish to stop: Ctrl-C, a service manager's SIGTERM, a closed terminal. A second wish does not wait.
 *
 * @param insist what to do then
 * @param startedByNpm whether there is a parent that may end without passing a signal on
 */
export function stopRequested(insist: () => void, startedByNpm: boolean): Promise<undefined> {
  return new Promise((resolve) => {
    const stop = () => resolve(undefined);
    let askedAt: number | undefined;
    const ask = () => {
      if (askedAt !== undefined && performance.now() - askedAt > sameKeyMs) insist();
      askedAt ??= performance.now();
      stop();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
    if (startedByNpm) whenOrphaned(stop);
  });
}

/** `kill <npm>` ends npm and its shell without a word to us: losing the parent is all we notice. */
function whenOrphaned(tell: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    tell();
  }, orphanPollMs).unref();
}
