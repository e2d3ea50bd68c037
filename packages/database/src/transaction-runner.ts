import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { DatabaseUnavailable, IsolationMismatch, TransactionAborted, TransactionTimedOut } from './database.errors';
import { isConflict, isConnectionFailure } from './failure';
import { type Isolation, OpenTransaction } from './open-transaction';
import { currentTransaction, enter, outsideTransactions } from './transaction-context';

export interface TransactionOptions {
  /** Default: read committed. */
  readonly isolation?: Isolation;
  /** How long the whole transaction may take. Default: 15 s. */
  readonly timeoutMs?: number;
}

export interface RunnerParts {
  readonly owner: object;
  readonly pool: pg.Pool;
  readonly statementTimeoutMs: number;
  /** Opens Prisma's side of `transaction`, sets its client, and does the work inside. */
  inside<T>(transaction: OpenTransaction, work: () => Promise<T>): Promise<T>;
  onEffectFailure(error: unknown): void;
}

const strictness: Record<Isolation, number> = { 'read committed': 0, 'repeatable read': 1, serializable: 2 };
const defaultTimeoutMs = 15_000;
const maxAttempts = 6;
const maxOpenings = 3;

export class TransactionRunner {
  constructor(private readonly parts: RunnerParts) {}

  async run<T>(work: () => Promise<T>, options: TransactionOptions): Promise<T> {
    const outer = currentTransaction(this.parts.owner);
    if (outer?.isOpen) return join(outer, work, options.isolation);

    for (let attempt = 1; ; attempt++) {
      const transaction = await this.open(options);
      try {
        return await this.attempt(transaction, work, options.timeoutMs ?? defaultTimeoutMs);
      } catch (error) {
        const conflict = [error, transaction.failure?.error].find(isConflict);
        if (!conflict || attempt === maxAttempts || error instanceof TransactionTimedOut) throw error;
        // Random, or the same two would meet again.
        await delay(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  private async open(options: TransactionOptions): Promise<OpenTransaction> {
    const isolation = options.isolation ?? 'read committed';
    const statementMs = Math.min(this.parts.statementTimeoutMs, options.timeoutMs ?? defaultTimeoutMs);
    // One round trip. SET LOCAL, because behind a pooler the session belongs to others too.
    const begin = `BEGIN ISOLATION LEVEL ${isolation}; SET LOCAL statement_timeout = ${Math.ceil(statementMs)}`;

    for (let attempt = 1; ; attempt++) {
      let connection: pg.PoolClient | undefined;
      try {
        connection = await this.parts.pool.connect();
        await connection.query(begin);
        return new OpenTransaction(connection, isolation);
      } catch (error) {
        connection?.release(true);
        if (!isConnectionFailure(error)) throw error;
        // A pooled connection may have died with the last server; nothing has happened on it yet, so take another.
        if (!connection || attempt === maxOpenings) throw new DatabaseUnavailable('begin a transaction', error);
      }
    }
  }

  private async attempt<T>(transaction: OpenTransaction, work: () => Promise<T>, timeoutMs: number): Promise<T> {
    const deadline = deadlineOf(timeoutMs);
    try {
      const done = enter(this.parts.owner, transaction, () => this.parts.inside(transaction, work));
      const result = await Promise.race([done, deadline.reached]);
      if (transaction.doomed) throw new TransactionAborted(transaction.doomed.error);
      await transaction.commit();
      this.runEffects(transaction);
      return result;
    } catch (error) {
      await transaction.rollback(error);
      const lost = [error, transaction.failure?.error].find(isConnectionFailure);
      if (lost && !(error instanceof DatabaseUnavailable)) throw new DatabaseUnavailable('run a transaction', lost);
      throw error;
    } finally {
      deadline.cancel();
    }
  }

  /** The commit stands whatever an effect does, so its failure is told and not thrown. */
  private runEffects(transaction: OpenTransaction): void {
    for (const effect of transaction.effects) {
      try {
        outsideTransactions(effect);
      } catch (error) {
        this.parts.onEffectFailure(error);
      }
    }
  }
}

async function join<T>(outer: OpenTransaction, work: () => Promise<T>, isolation?: Isolation): Promise<T> {
  if (isolation && strictness[isolation] > strictness[outer.isolation]) {
    throw new IsolationMismatch(isolation, outer.isolation);
  }
  try {
    return await work();
  } catch (error) {
    outer.doom(error);
    throw error;
  }
}

function deadlineOf(timeoutMs: number): { reached: Promise<never>; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const reached = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TransactionTimedOut(timeoutMs)), timeoutMs);
  });
  return { reached, cancel: () => clearTimeout(timer) };
}
