import { AsyncLocalStorage } from 'node:async_hooks';
import type { TenantId } from '../ids/id';
import type { Caller } from './caller';

/** Where a request comes from, as the edge saw it. */
export interface Client {
  /** Behind trusted proxies: what they have written. Empty when it is not known. */
  readonly address: string;
  /** At most 256 characters of what the client says it is. */
  readonly userAgent: string;
}

/** What travels with a request through every function it reaches, and on to the services those call. */
export interface CallContext {
  readonly caller: Caller;
  /** The caller's access token, forwarded so that the next service can check it by itself. */
  readonly token?: string | undefined;
  /** The tenant it is asked to act for, forwarded; whether it may, each service finds out by itself. */
  readonly actingFor?: TenantId | undefined;
  /** Absent for what a service does on its own account. */
  readonly client?: Client | undefined;
  /** Why the credentials that were shown are not believed; the caller is a stranger then. */
  readonly rejection?: Error | undefined;
  /** When the one who asked stops waiting, in milliseconds since 1970. */
  readonly deadlineMs?: number | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
  readonly requestId?: string | undefined;
}

const storage = new AsyncLocalStorage<CallContext>();

/** The request being served, or undefined outside of any: then the service acts for itself. */
export function currentCall(): CallContext | undefined {
  return storage.getStore();
}

export function runInCall<T>(context: CallContext, work: () => T): T {
  return storage.run(context, work);
}

/** Leaves the request: `work` acts for the service itself, with a deadline of its own. */
export function runOutsideCall<T>(work: () => T): T {
  return storage.exit(work);
}

/** Each step of an async generator runs in the context of whoever asks for it; this pins it to `context`. */
export async function* iterateInCall<T>(context: CallContext, source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = runInCall(context, () => source[Symbol.asyncIterator]());
  try {
    for (;;) {
      const step = await runInCall(context, () => iterator.next());
      if (step.done) return;
      yield step.value;
    }
  } finally {
    await runInCall(context, () => iterator.return?.());
  }
}
