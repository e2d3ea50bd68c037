import type { User } from './user';

/** A user as GraphQL shows it: numbers a client can count with, where they fit. */
export interface UserNode extends Omit<User, 'revision'> {
  readonly revision: number;
  readonly speedLimitUpKbps: number | null;
  readonly speedLimitDownKbps: number | null;
}

export function toUserNode(user: User): UserNode {
  const { revision, speedLimitUpBps, speedLimitDownBps } = user;
  return {
    ...user,
    revision: Number(revision),
    speedLimitUpKbps: kilobits(speedLimitUpBps),
    speedLimitDownKbps: kilobits(speedLimitDownBps),
  };
}

function kilobits(bps: bigint | null): number | null {
  return bps === null ? null : Number(bps / 1_000n);
}
