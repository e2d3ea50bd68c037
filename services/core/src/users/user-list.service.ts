import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import { type Connection, connectionOf } from '../paging/connection';
import type { Page } from '../paging/page';
import type { User, UserId } from './user';
import type { UserFilter } from './user-filter';
import { UserRepository } from './user.repository';

/** Users as they are looked at. */
@Injectable()
export class UserList {
  constructor(private readonly users: UserRepository) {}

  async page<Node>(
    scope: Scope,
    filter: UserFilter,
    page: Page,
    toNode: (user: User) => Node,
  ): Promise<Connection<Node>> {
    const found = await this.users.page(scope, filter, page);
    return connectionOf(page, found, toNode, () => this.users.count(scope, filter));
  }

  async find(scope: Scope, id: UserId): Promise<User | undefined> {
    const [user] = await this.users.findMany(scope, [id]);
    return user;
  }
}
