import type { Scope } from '@vortex/kit';

/**
 * Answers many keys with one SQL statement or one rpc. A provider of its module, so it may have what it needs injected:
 *
 *   @Injectable()
 *   export class UserGroupsLoader extends Loader<string, readonly Group[]> {
 *     constructor(private readonly groups: GroupRepository) { super(); }
 *     loadAll(scope: Scope, userIds: readonly string[]) { return this.groups.ofUsers(scope, userIds); }
 *   }
 *
 *   @ResolveField()
 *   async groups(@Parent() user: UserRow, @Context() context: GraphqlContext) {
 *     return (await this.loaders.of(context, UserGroupsLoader).load(user.id)) ?? [];
 *   }
 */
export abstract class Loader<K, V> {
  /** @returns what there is within `scope`; a key that is not in the map loads as undefined */
  abstract loadAll(scope: Scope, keys: readonly K[]): Promise<ReadonlyMap<K, V>>;

  /** Tells keys apart. Keys that are objects say by what; then `loadAll` must answer with the very objects it was given. */
  identify(key: K): unknown {
    return key;
  }
}
