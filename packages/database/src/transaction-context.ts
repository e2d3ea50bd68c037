import { AsyncLocalStorage } from 'node:async_hooks';
import type { OpenTransaction } from './open-transaction';

interface Entry {
  readonly owner: object;
  readonly transaction: OpenTransaction;
  readonly outer: Entry | undefined;
}

/** One for the whole process: an rpc client must refuse inside a transaction of any database. */
const storage = new AsyncLocalStorage<Entry | undefined>();

export function enter<T>(owner: object, transaction: OpenTransaction, work: () => Promise<T>): Promise<T> {
  return storage.run({ owner, transaction, outer: storage.getStore() }, work);
}

/** Runs `work` as if no transaction were open. */
export function outsideTransactions<T>(work: () => T): T {
  return storage.run(undefined, work);
}

export function currentTransaction(owner: object): OpenTransaction | undefined {
  for (let entry = storage.getStore(); entry; entry = entry.outer) {
    if (entry.owner === owner) return entry.transaction;
  }
  return undefined;
}

/** Whether the caller runs inside a transaction of any database of this process. */
export function insideTransaction(): boolean {
  for (let entry = storage.getStore(); entry; entry = entry.outer) {
    if (entry.transaction.isOpen) return true;
  }
  return false;
}
