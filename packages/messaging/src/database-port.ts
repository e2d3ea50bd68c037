import type { SqlExecutor } from '@vortex/database';

/** The part of a service's `Database` that messaging stands on. */
export interface MessagingDatabase {
  readonly sql: SqlExecutor;
  readonly url: string;
  run<T>(work: () => Promise<T>): Promise<T>;
  ping(): Promise<void>;
}

/** What an outbox needs to know whose transaction it writes in. */
export interface OutboxDatabase extends Pick<MessagingDatabase, 'sql'> {
  readonly inTransaction: boolean;
}
