import type { GraphqlContext } from '@vortex/kit';
import type { Group } from '../groups/group';
import type { Loaders } from '../loading/loaders.service';
import type { ListedUser } from './listed-user';
import type { User } from './user';
import { UserGroupsLoader } from './user.loader';

/**
 * Fields of a user that are not shown as they are kept. Plain functions, for Nest's wrapping of a resolver costs a page of
 * users more than all the rest of the field; and so a user is shown without being copied.
 */
export function userFields(loaders: Loaders) {
  return {
    /** Those its list has read with it, else loaded for all users of a level at once. */
    groups: (user: ListedUser, _args: unknown, context: GraphqlContext): readonly Group[] | Promise<readonly Group[]> =>
      user.groups ??
      loaders
        .of(context, UserGroupsLoader)
        .load(user.id)
        .then((groups) => groups ?? []),
    revision: ({ revision }: User): number => Number(revision),
    speedLimitUpKbps: ({ speedLimitUpBps }: User): number | null => kilobits(speedLimitUpBps),
    speedLimitDownKbps: ({ speedLimitDownBps }: User): number | null => kilobits(speedLimitDownBps),
  };
}

/** A number a client can count with. */
function kilobits(bps: bigint | null): number | null {
  return bps === null ? null : Number(bps / 1_000n);
}
