import { Injectable, type OnModuleInit } from '@nestjs/common';
import { permissionOf } from '@vortex/kit';
import type { QueryUsersArgs } from '../generated/schema';
import type { SelectedField } from '../graphql/written/selected-field';
import type { WrittenAnswer, WrittenField } from '../graphql/written/written-field';
import { WrittenOperations } from '../graphql/written/written-operations.service';
import { callerScope } from '../input/caller-scope';
import { connectionText } from '../paging/connection-text';
import { pageOf } from '../paging/page';
import { parseSorts } from '../paging/sort-input';
import { parseFilter } from './user-filter-input';
import { UserList } from './user-list.service';
import { userSelection } from './user-selection.graphql';
import { sortedBy } from './user-sort';
import { userText } from './user-text.graphql';
import { UserResolver } from './user.resolver';

/** Pages of users, which the panel asks for more than for anything else. */
@Injectable()
export class WrittenUsers implements WrittenField, OnModuleInit {
  readonly name = 'users';
  readonly permission = permissionOf(UserResolver, 'page');

  constructor(
    private readonly list: UserList,
    private readonly operations: WrittenOperations,
  ) {}

  onModuleInit(): void {
    this.operations.add(this);
  }

  prepare(selected: readonly SelectedField[]): WrittenAnswer | undefined {
    const selection = userSelection(namesOf(selected));
    const write = connectionText('User', selected, (ofUser) => userText(ofUser, selection));
    if (!write) return undefined;
    return async (args) => {
      const { filter, sort, page } = args as QueryUsersArgs;
      const wanted = pageOf(page, sortedBy(parseSorts(sort)));
      return write(await this.list.texts(callerScope(), parseFilter(filter), wanted, selection));
    };
  }
}

function namesOf(selected: readonly SelectedField[]): Set<string> {
  return new Set(selected.flatMap(({ name, fields }) => [name, ...namesOf(fields)]));
}
