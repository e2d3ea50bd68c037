export type EmbeddedPostgresFault =
  | 'no_binaries'
  | 'cannot_place'
  | 'in_use'
  | 'data_missing'
  | 'other_major_version'
  | 'password_lost'
  | 'port_taken'
  | 'initdb_failed'
  | 'start_failed';

/** One line that says what is wrong with the embedded server and what to do about it. */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly fault: EmbeddedPostgresFault,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EmbeddedPostgresError';
  }
}
