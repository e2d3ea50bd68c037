import { Database, type Log, type PrismaClientLike } from '@vortex/database';

/** Messaging speaks SQL only, so its tests need no generated client. */
const noPrisma: PrismaClientLike = {
  $connect: () => Promise.resolve(),
  $disconnect: () => Promise.resolve(),
  $transaction: (work: (client: undefined) => Promise<unknown>) => work(undefined),
};

export function openDatabase(url: string, log: Log, poolSize?: number): Database {
  return new Database({ url, log, createClient: () => noPrisma, ...(poolSize === undefined ? {} : { poolSize }) });
}
