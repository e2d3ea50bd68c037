import { DatabaseUnavailable, isConnectionFailure, TransactionTimedOut } from '@vortex/database';
import { DomainError } from './domain-error';
import { DeadlineExceeded, Unavailable } from './failures';

/**
 * The failure that a caller may be told of, if `error` is one. A database that is away is no fault of the code: whoever
 * asked learns that it is worth asking again.
 */
export function expectedFailure(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  if (error instanceof DatabaseUnavailable) {
    return new Unavailable('database_unavailable', error.outcomeUnknown ? { outcome: 'unknown' } : {});
  }
  if (error instanceof TransactionTimedOut) return new DeadlineExceeded();
  if (isOfPrisma(error) && isConnectionFailure(error)) return new Unavailable('database_unavailable');
  return undefined;
}

/** Of a query outside our transactions. Prisma leaves its mark on what it does not know, such as errors of sockets. */
function isOfPrisma(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'clientVersion' in error;
}
