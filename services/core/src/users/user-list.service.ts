import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import { type Connection, connectionOf } from '../paging/connection';
import type { Page } from '../paging/page';
import type { ListedUser } from './listed-user';
import type { User, UserId } from './user';
import type { UserFilter } from './user-filter';
import type { UserSelection } from './user-selection.graphql';
import type { UserText } from './user-text.graphql';
import { UserRepository } from './user.repository';

/** Users as they are looked at. */
@Injectable()
export class UserList {
  constructor(private readonly users: UserRepository) {}

  async page(scope: Scope, filter: UserFilter, page: Page, selection: UserSelection): Promise<Connection<ListedUser>> {
    const found = await this.users.page(scope, filter, page, selection);
    return connectionOf(
      page,
      found,
      (user) => user,
      () => this.users.count(scope, filter),
    );
  }

  /** As `page`, of users as PostgreSQL writes them. */
  async texts(scope: Scope, filter: UserFilter, page: Page, selection: UserSelection): Promise<Connection<UserText>> {
    const found = await this.users.texts(scope, filter, page, selection);
    return connectionOf(
      page,
      found,
      (user) => user,
      () => this.users.count(scope, filter),
    );
  }

  async find(scope: Scope, id: UserId): Promise<User | undefined> {
    const [user] = await this.users.findMany(scope, [id]);
    return user;
  }
}
