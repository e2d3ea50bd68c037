import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { OpenTransaction } from './open-transaction';
import { currentTransaction } from './transaction-context';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type AdapterTransaction = Awaited<ReturnType<Adapter['startTransaction']>>;

/**
 * Prisma's adapter with one difference: the transaction that Prisma opens for our runner is a guest on the connection
 * the runner has already opened. So raw SQL and Prisma share one transaction, and BEGIN, COMMIT, time-outs and retries
 * are ours to get right.
 */
export class GuestAdapter extends PrismaPg {
  constructor(
    pool: pg.Pool,
    private readonly owner: object,
  ) {
    super(pool);
  }

  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const startOwn = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => {
      const transaction = currentTransaction(this.owner);
      return transaction?.takeHandover() ? guestOf(adapter, transaction) : startOwn(isolation);
    };
    return adapter;
  }
}

function guestOf(adapter: Adapter, transaction: OpenTransaction): AdapterTransaction {
  // The adapter package does not export its queryable; its class is reached through an instance.
  const Queryable = adapter.constructor as new (client: Pick<OpenTransaction, 'query'>) => Adapter;
  const queryable = new Queryable({ query: (config) => transaction.query(config) });
  const savepoint = async (sql: string) => void (await transaction.query({ text: sql }));
  return {
    provider: queryable.provider,
    adapterName: queryable.adapterName,
    // Tells Prisma to call commit() and rollback() instead of sending the statements itself.
    options: { usePhantomQuery: true },
    queryRaw: (query) => queryable.queryRaw(query),
    executeRaw: (query) => queryable.executeRaw(query),
    commit: async () => undefined,
    rollback: async () => undefined,
    createSavepoint: (name) => savepoint(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => savepoint(`ROLLBACK TO SAVEPOINT ${name}`),
    releaseSavepoint: (name) => savepoint(`RELEASE SAVEPOINT ${name}`),
  };
}
