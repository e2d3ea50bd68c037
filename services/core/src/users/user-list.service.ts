import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import type { Group } from '../groups/group';
import { GroupRepository } from '../groups/group.repository';
import { type Connection, connectionOf } from '../paging/connection';
import type { Page } from '../paging/page';
import type { PlacedUser } from './placed-user';
import type { User, UserId } from './user';
import type { UserFilter } from './user-filter';
import type { UserSelection } from './user-selection.graphql';
import { UserRepository } from './user.repository';

/** Users as they are looked at. */
@Injectable()
export class UserList {
  constructor(
    private readonly users: UserRepository,
    private readonly groups: GroupRepository,
  ) {}

  async page<Node>(
    scope: Scope,
    filter: UserFilter,
    page: Page,
    selection: UserSelection,
    toNode: (user: User, groups?: readonly Group[]) => Node,
  ): Promise<Connection<Node>> {
    const found = await this.users.page(scope, filter, page, selection);
    const groupsOf = selection.groups ? await this.groupsOf(scope, found) : () => undefined;
    const rows = found.map((user) => ({
      row: user,
      get keys() {
        return user.keys;
      },
    }));
    return connectionOf(
      page,
      rows,
      (user) => toNode(user.row, groupsOf(user)),
      () => this.users.count(scope, filter),
    );
  }

  async find(scope: Scope, id: UserId): Promise<User | undefined> {
    const [user] = await this.users.findMany(scope, [id]);
    return user;
  }

  /** The groups of each user, by name. Many users share few groups, so each is read once. */
  private async groupsOf(scope: Scope, found: readonly PlacedUser[]): Promise<(user: PlacedUser) => readonly Group[]> {
    const ids = new Set(found.flatMap(({ groupIds }) => groupIds));
    const known = ids.size === 0 ? [] : await this.groups.byName(scope, [...ids]);
    return ({ groupIds }) => known.filter(({ id }) => groupIds.includes(id));
  }
}
