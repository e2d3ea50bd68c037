import type { GroupId } from '../groups/group';
import type { User } from '../users/user';
import { disabled, enabled, statusAt } from '../users/user-status';

/** What is done to many users at once. */
export type BulkOperation =
  | { readonly kind: 'EXTEND_USERS'; readonly seconds: number | null; readonly bytes: bigint | null }
  | { readonly kind: 'RESET_USERS' }
  | {
      readonly kind: 'MOVE_USERS';
      readonly set?: readonly GroupId[];
      readonly add: readonly GroupId[];
      readonly remove: readonly GroupId[];
    }
  | { readonly kind: 'SET_USERS_ENABLED'; readonly enabled: boolean }
  | { readonly kind: 'DELETE_USERS' };

/** Operations that write values of the user itself. */
export type FieldOperation = Extract<BulkOperation, { kind: 'EXTEND_USERS' | 'SET_USERS_ENABLED' }>;

export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** The largest time PostgreSQL and JavaScript agree on, and a panel can show. */
const latest = Date.UTC(9999, 11, 31);
const mostBytes = 2n ** 63n - 1n;
const mostSeconds = 2 ** 31 - 1;

/** What the operation changes of a user: nothing, some of its values, or why it cannot be. */
export function change(operation: FieldOperation, user: User, now: Date): Partial<User> | Refusal | undefined {
  if (operation.kind === 'EXTEND_USERS') return extended(user, operation, now);
  if (operation.enabled) return user.status === 'DISABLED' ? enabled(user, now) : undefined;
  return user.status === 'DISABLED' ? undefined : disabled();
}

export function isRefusal(outcome: Partial<User> | Refusal): outcome is Refusal {
  return 'code' in outcome;
}

type Extension = Pick<Extract<BulkOperation, { kind: 'EXTEND_USERS' }>, 'seconds' | 'bytes'>;

/** Time is added to its end, or to now where that is past; on hold to what it is valid for. No limit stays none. */
function extended(user: User, { seconds, bytes }: Extension, now: Date): Partial<User> | Refusal | undefined {
  const change: { -readonly [K in 'hold' | 'expiresAt' | 'limitBytes']?: User[K] } = {};
  if (seconds !== null && user.hold) {
    const validitySeconds = user.hold.validitySeconds + seconds;
    if (validitySeconds > mostSeconds) return tooLate;
    change.hold = { ...user.hold, validitySeconds };
  } else if (seconds !== null && user.expiresAt) {
    const end = Math.max(user.expiresAt.getTime(), now.getTime()) + seconds * 1000;
    if (end > latest) return tooLate;
    change.expiresAt = new Date(end);
  }
  if (bytes !== null && user.limitBytes !== null) {
    if (user.limitBytes + bytes > mostBytes) return tooMuch;
    change.limitBytes = user.limitBytes + bytes;
  }
  if (Object.keys(change).length === 0) return undefined;
  return { ...change, status: statusAt({ ...user, ...change }, now) };
}

const tooLate: Refusal = { code: 'too_late', message: 'It would end after the year 9999.' };
const tooMuch: Refusal = { code: 'too_much', message: 'The limit would be larger than 2^63 − 1 bytes.' };

/** The groups a user has after it was moved. */
export function movedGroups(
  { set, add, remove }: Pick<Extract<BulkOperation, { kind: 'MOVE_USERS' }>, 'set' | 'add' | 'remove'>,
  groupIds: readonly GroupId[],
): readonly GroupId[] {
  const removed = new Set(remove);
  return [...new Set([...(set ?? groupIds), ...add])].filter((id) => !removed.has(id));
}
