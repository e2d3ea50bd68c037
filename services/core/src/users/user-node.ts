import type { Group } from '../groups/group';
import type { User } from './user';

/** A user as GraphQL shows it: numbers a client can count with, where they fit. */
export interface UserNode extends Omit<User, 'revision'> {
  readonly revision: number;
  readonly speedLimitUpKbps: number | null;
  readonly speedLimitDownKbps: number | null;
  /** Where a list has read them with its users. */
  readonly groups?: readonly Group[] | undefined;
}

/** Of a user of a list, what was not asked for is absent before and after. */
export function toUserNode(user: User, groups?: readonly Group[]): UserNode {
  const { revision, speedLimitUpBps, speedLimitDownBps } = user;
  return {
    ...user,
    revision: Number(revision),
    speedLimitUpKbps: kilobits(speedLimitUpBps),
    speedLimitDownKbps: kilobits(speedLimitDownBps),
    groups,
  };
}

function kilobits(bps: bigint | null): number | null {
  return typeof bps === 'bigint' ? Number(bps / 1_000n) : null;
}
