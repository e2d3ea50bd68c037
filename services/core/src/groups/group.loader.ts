import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import { Loader } from '../loading/loader';
import type { GroupId } from './group';
import { GroupMemberRepository } from './group-member.repository';

@Injectable()
export class GroupUserCountLoader extends Loader<GroupId, number> {
  constructor(private readonly members: GroupMemberRepository) {
    super();
  }

  loadAll(scope: Scope, groupIds: readonly GroupId[]): Promise<ReadonlyMap<GroupId, number>> {
    return this.members.counts(scope, groupIds);
  }
}
