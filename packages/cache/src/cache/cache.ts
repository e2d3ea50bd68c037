/** Text by key, for a time. */
export interface Cache {
  get(key: string): Promise<string | undefined>;
  /** `ttlMs`: whole milliseconds, at least 1. */
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** Also keeps a `remember` that is under way from storing what it loads, since that may be what was deleted. */
  delete(key: string): Promise<void>;
  /**
   * The cached value, or the one `load` answers with, which is then kept for `ttlMs`. Callers that ask for the same key
   * at the same time share one `load`. What `load` throws goes to all of them and is not kept. Goes on without the
   * cache when that is away, so only `get`, `set` and `delete` ever reject by themselves.
   */
  remember(key: string, ttlMs: number, load: () => Promise<string>): Promise<string>;
}
