export type MigrationFault =
  | 'malformed'
  | 'changed'
  | 'out_of_order'
  | 'unmarked_contract'
  | 'database_too_new'
  | 'release_too_old'
  | 'failed'
  | 'lock_timeout';

/** A migration that cannot or must not be applied. The message names it and says what to do. */
export class MigrationError extends Error {
  constructor(
    readonly fault: MigrationFault,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'MigrationError';
  }
}
