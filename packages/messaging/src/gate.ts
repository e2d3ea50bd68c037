/** Somebody waits, somebody else wakes; a wake-up while nobody waits is remembered once. */
export class Gate {
  private pending = false;
  private waiter: (() => void) | undefined;

  open(): void {
    this.pending = true;
    this.waiter?.();
  }

  /** Resolves at a wake-up, after `timeoutMs`, or when `signal` is aborted. */
  async wait(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (!this.pending && !signal?.aborted) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', done);
          this.waiter = undefined;
          resolve();
        };
        const timer = setTimeout(done, timeoutMs);
        signal?.addEventListener('abort', done, { once: true });
        this.waiter = done;
      });
    }
    this.pending = false;
  }
}
