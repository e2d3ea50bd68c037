/**
 * What a database may do to a caller, as named errors. They carry `kind` and `code` in the words of the kit, so that an
 * edge can map them without this package knowing the kit.
 */
abstract class DatabaseError extends Error {
  abstract readonly kind: 'unavailable' | 'deadline_exceeded' | 'internal';
  abstract readonly code: string;

  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
  }
}

/** The server cannot be reached, or went away in the middle. Nothing was committed, unless `outcomeUnknown`. */
export class DatabaseUnavailable extends DatabaseError {
  readonly kind = 'unavailable';
  readonly code = 'database_unavailable';

  constructor(
    doing: string,
    cause: unknown,
    /** True when the connection was lost while COMMIT was on its way: the transaction may have been committed. */
    readonly outcomeUnknown = false,
  ) {
    super(`database unavailable while it was to ${doing}: ${reasonOf(cause)}`, cause);
  }
}

/** The work took longer than its transaction may. Rolled back. */
export class TransactionTimedOut extends DatabaseError {
  readonly kind = 'deadline_exceeded';
  readonly code = 'transaction_timed_out';

  constructor(readonly timeoutMs: number) {
    super(`transaction took longer than ${timeoutMs} ms and was rolled back`);
  }
}

/** A statement or a joined piece of work failed, somebody swallowed the error, and so COMMIT could not keep its word. */
export class TransactionAborted extends DatabaseError {
  readonly kind = 'internal';
  readonly code = 'transaction_aborted';

  constructor(cause: unknown) {
    super(`transaction was rolled back: it had failed before and the failure was swallowed: ${reasonOf(cause)}`, cause);
  }
}

/** Something kept running after its transaction had ended: a promise nobody awaited. */
export class TransactionEnded extends DatabaseError {
  readonly kind = 'internal';
  readonly code = 'transaction_ended';

  constructor() {
    super('this transaction has already ended; was a promise inside it not awaited?');
  }
}

/** A joined transaction cannot be stricter than the one it joins. */
export class IsolationMismatch extends DatabaseError {
  readonly kind = 'internal';
  readonly code = 'isolation_mismatch';

  constructor(wanted: string, given: string) {
    super(`cannot join a transaction that is "${given}" with work that needs "${wanted}"`);
  }
}

/** Told by shape: an error may come from another realm, as those of the system do under jest. */
function reasonOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null) return String(cause);
  const { message, errors } = cause as { message?: string; errors?: unknown[] };
  return message || (errors ? errors.map(reasonOf).join('; ') : 'unknown reason');
}
