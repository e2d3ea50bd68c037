import type pg from 'pg';
import { DatabaseUnavailable, TransactionAborted, TransactionEnded, TransactionTimedOut } from './database.errors';
import { isConnectionFailure } from './failure';

export type Isolation = 'read committed' | 'repeatable read' | 'serializable';

export interface Failure {
  readonly error: unknown;
}

/** One transaction on one connection, from BEGIN to COMMIT or ROLLBACK. */
export class OpenTransaction {
  /** Prisma's client for this transaction; set before the work starts. */
  client: unknown;
  readonly effects: (() => void)[] = [];
  private tail: Promise<unknown> = Promise.resolve();
  private ended: Error | undefined;
  private statementFailure: Failure | undefined;
  private doomedBy: Failure | undefined;
  private handedOver = false;
  private released = false;

  constructor(
    private readonly connection: pg.PoolClient,
    readonly isolation: Isolation,
  ) {}

  get isOpen(): boolean {
    return this.ended === undefined;
  }

  /** The first statement that failed. Unless a savepoint caught it, COMMIT will answer ROLLBACK. */
  get failure(): Failure | undefined {
    return this.statementFailure;
  }

  /** Set when joined work failed: half of it may be written, so nothing may be committed. */
  get doomed(): Failure | undefined {
    return this.doomedBy;
  }

  /** One statement after the other: a connection answers in order, and pg warns about a second query on a busy one. */
  query(config: pg.QueryConfig | pg.QueryArrayConfig): Promise<pg.QueryResult> {
    const result = this.tail.then(() => {
      if (this.ended) throw this.ended;
      return this.connection.query(config);
    });
    this.tail = result.catch((error: unknown) => {
      this.statementFailure ??= { error };
    });
    return result;
  }

  doom(error: unknown): void {
    this.doomedBy ??= { error };
  }

  async commit(): Promise<void> {
    await this.tail;
    this.ended = new TransactionEnded();
    let result: pg.QueryResult;
    try {
      result = await this.connection.query('COMMIT');
    } catch (error) {
      // A refused COMMIT (a deferred constraint, a serialization failure) has rolled back and said so.
      if (isConnectionFailure(error)) throw new DatabaseUnavailable('commit a transaction', error, true);
      this.statementFailure ??= { error };
      throw error;
    }
    this.release();
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
    if (result.command !== 'COMMIT') throw new TransactionAborted(this.statementFailure?.error ?? 'unknown failure');
  }

  /** Never fails: a connection that cannot roll back is closed, and the server rolls back by itself. */
  async rollback(reason: unknown): Promise<void> {
    this.ended ??= reason instanceof TransactionTimedOut ? reason : new TransactionEnded();
    if (this.released) return;
    if (reason instanceof TransactionTimedOut || isConnectionFailure(reason)) return this.release(true);
    try {
      await this.tail;
      await this.connection.query('ROLLBACK');
      this.release();
    } catch {
      this.release(true);
    }
  }

  private release(destroy = false): void {
    if (this.released) return;
    this.released = true;
    this.connection.release(destroy);
  }

  /** True the first time: only the transaction Prisma opens for the runner may use this connection. */
  takeHandover(): boolean {
    const first = !this.handedOver;
    this.handedOver = true;
    return first;
  }
}
