import type { GraphqlContext } from '@vortex/kit';
import type { Group } from '../groups/group';
import type { Loaders } from '../loading/loaders.service';
import type { UserNode } from './user-node';
import { UserGroupsLoader } from './user.loader';

/**
 * The groups of a user: those its list has read with it, else loaded for all users of a level at once. A plain function,
 * for Nest's wrapping of a resolver costs a page of users more than all the rest of the field.
 */
export function userGroups(loaders: Loaders) {
  return (user: UserNode, _args: unknown, context: GraphqlContext): readonly Group[] | Promise<readonly Group[]> =>
    user.groups ??
    loaders
      .of(context, UserGroupsLoader)
      .load(user.id)
      .then((groups) => groups ?? []);
}
