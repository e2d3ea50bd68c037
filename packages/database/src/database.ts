import type { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { connectionSettings, sharesSessions } from './connection-settings';
import { DatabaseUnavailable, TransactionEnded } from './database.errors';
import { isConnectionFailure } from './failure';
import type { Log } from './log';
import type { OpenTransaction } from './open-transaction';
import { GuestAdapter } from './prisma-adapter';
import { sqlExecutor, type TextExecutor } from './sql-executor';
import { StatementNames } from './statement-names';
import { currentTransaction } from './transaction-context';
import { type TransactionOptions, TransactionRunner } from './transaction-runner';

/** What every generated PrismaClient has; its `$transaction` is overloaded, so its shape is stated where it is used. */
export interface PrismaClientLike {
  $connect(): Promise<void>;
  $disconnect(): Promise<void>;
  $transaction(...args: never[]): Promise<unknown>;
}

type OpenTransactionWith<T> = (
  work: (client: unknown) => Promise<T>,
  options: { maxWait: number; timeout: number },
) => Promise<T>;

/** A client as it is inside a transaction: without what opens, closes or extends one. */
export type TransactionClient<C> = Omit<C, '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'>;

export interface DatabaseOptions<C extends PrismaClientLike> {
  readonly createClient: (adapter: PrismaPg) => C;
  readonly url: string;
  /** Connections at most. Default: 10. */
  readonly poolSize?: number;
  readonly log: Log;
  /** Default: 15 s. */
  readonly statementTimeoutMs?: number;
}

/** Ours is the deadline that counts; Prisma's timers take 32 bits. */
const never = 2 ** 31 - 1;

/** One service's database. `C` is its generated PrismaClient. */
export class Database<C extends PrismaClientLike = PrismaClientLike> {
  readonly sql: TextExecutor;
  readonly url: string;
  private readonly pool: pg.Pool;
  private readonly prisma: C;
  private readonly runner: TransactionRunner;

  constructor(options: DatabaseOptions<C>) {
    const { log, statementTimeoutMs = 15_000 } = options;
    this.url = options.url;
    this.pool = new pg.Pool(connectionSettings(options.url, statementTimeoutMs, options.poolSize ?? 10));
    // Without a listener a connection that dies while it is idle, or lent and silent, would end the process.
    this.pool.on('connect', (connection) => connection.on('error', () => undefined));
    // Once it ends, a server that stops right behind us may be faster than our goodbye.
    this.pool.on('error', (error) => {
      if (!this.pool.ending) log.warn({ err: error }, 'database connection lost');
    });

    this.prisma = options.createClient(new GuestAdapter(this.pool, this));
    this.sql = sqlExecutor((query) => this.send(query), sharesSessions(options.url) ? undefined : new StatementNames());
    this.runner = new TransactionRunner({
      owner: this,
      pool: this.pool,
      statementTimeoutMs,
      inside: (transaction, work) => this.inside(transaction, work),
      onEffectFailure: (error) => log.error({ err: error }, 'an effect after commit failed'),
    });
  }

  /** The current transaction's client inside `run`, the pooled one otherwise. */
  get client(): TransactionClient<C> {
    const transaction = currentTransaction(this);
    if (!transaction) return this.prisma;
    if (!transaction.isOpen) throw new TransactionEnded();
    return transaction.client as TransactionClient<C>;
  }

  /** Whether the caller is inside a transaction of this database. */
  get inTransaction(): boolean {
    return currentTransaction(this)?.isOpen === true;
  }

  /**
   * Does `work` in a transaction, or joins the one the caller is in: then the outermost `run` commits, and a failure of
   * `work` keeps it from committing even when somebody catches it. Serialization failures and deadlocks are retried, so
   * `work` may run several times; what must happen once, after the commit, goes into `afterCommit`.
   */
  run<T>(work: () => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return this.runner.run(work, options);
  }

  /** Runs `effect` after the outermost transaction has committed; at once when there is none. */
  afterCommit(effect: () => void): void {
    const transaction = currentTransaction(this);
    if (transaction?.isOpen) transaction.effects.push(effect);
    else effect();
  }

  /** Of the pool, at this moment. */
  get connections(): { readonly total: number; readonly idle: number; readonly waiting: number } {
    return { total: this.pool.totalCount, idle: this.pool.idleCount, waiting: this.pool.waitingCount };
  }

  async ping(): Promise<void> {
    await this.sql.query('SELECT 1');
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect();
    if (!this.pool.ending) await this.pool.end();
  }

  private async send(query: pg.QueryConfig | pg.QueryArrayConfig): Promise<pg.QueryResult> {
    const transaction = currentTransaction(this);
    if (transaction) return transaction.query(query);
    try {
      return await this.pool.query(query);
    } catch (error) {
      throw isConnectionFailure(error) ? new DatabaseUnavailable('run a query', error) : error;
    }
  }

  private inside<T>(transaction: OpenTransaction, work: () => Promise<T>): Promise<T> {
    const open = this.prisma.$transaction.bind(this.prisma) as OpenTransactionWith<T>;
    return open(
      (client) => {
        transaction.client = client;
        return work();
      },
      { maxWait: never, timeout: never },
    );
  }
}
