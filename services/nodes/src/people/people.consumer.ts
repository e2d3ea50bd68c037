import { Injectable } from '@nestjs/common';
import {
  GroupChanged,
  GroupDeleted,
  UserChanged,
  UserDeleted,
  UsersChangedInBulk,
  UsersDeletedInBulk,
} from '@vortex/contracts/core';
import { Consume, ConsumeBatch, type Received } from '@vortex/messaging';
import { knownGroup, knownUser } from './known-user';
import { PeopleService } from './people.service';

@Injectable()
export class PeopleConsumer {
  constructor(private readonly people: PeopleService) {}

  @ConsumeBatch(UserChanged)
  async changed(events: readonly Received<UserChanged>[]): Promise<void> {
    await this.people.learn(events.map(({ event }) => knownUser(event)));
  }

  @Consume(UsersChangedInBulk)
  async changedInBulk({ users }: UsersChangedInBulk): Promise<void> {
    await this.people.learn(users.map(knownUser));
  }

  @Consume(UserDeleted)
  async deleted({ userId: id, tenantId, revision }: UserDeleted): Promise<void> {
    await this.people.forget([{ id, tenantId, revision }]);
  }

  @Consume(UsersDeletedInBulk)
  async deletedInBulk({ users }: UsersDeletedInBulk): Promise<void> {
    await this.people.forget(users.map(({ userId: id, tenantId, revision }) => ({ id, tenantId, revision })));
  }

  @Consume(GroupChanged)
  async groupChanged(event: GroupChanged): Promise<void> {
    await this.people.learnGroup(knownGroup(event));
  }

  @Consume(GroupDeleted)
  async groupDeleted({ groupId: id, tenantId, revision }: GroupDeleted): Promise<void> {
    await this.people.forgetGroup({ id, tenantId, revision });
  }
}
