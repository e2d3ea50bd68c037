/** Classes of failure, told apart by SQLSTATE where the server spoke and by socket error where it could not. */

const conflicts: ReadonlySet<string> = new Set(['40001', '40P01']);

const connectionCodes: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'],
  ...['57P01', '57P02', '57P03', '53300'],
  // Prisma's names for the same: cannot reach, timed out reaching, closed by the server, no connection free.
  ...['P1001', 'P1002', 'P1017', 'P2024'],
]);

/** pg reports these without a code. */
const connectionMessages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end',
];

/** A serialization failure or a deadlock: the same work may succeed when it is done again. */
export function isConflict(error: unknown): boolean {
  return conflicts.has(codeOf(error)) || codeOf(error) === 'P2034';
}

/** The server could not be reached or the connection was lost; true for errors of pg and of Prisma. */
export function isConnectionFailure(error: unknown): boolean {
  const code = codeOf(error);
  if (connectionCodes.has(code) || /^08\w{3}$/.test(code)) return true;
  if (typeof error !== 'object' || error === null) return false;
  // By shape, since an error of the system may come from another realm. `localhost` fails once per address.
  const { message = '', errors = [] } = error as { message?: string; errors?: unknown[] };
  return errors.some(isConnectionFailure) || connectionMessages.some((start) => message.startsWith(start));
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
