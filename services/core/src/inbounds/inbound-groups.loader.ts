import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import type { Group } from '../groups/group';
import { GroupRepository } from '../groups/group.repository';
import { Loader } from '../loading/loader';
import { InboundGroupsRepository } from './inbound-groups.repository';

@Injectable()
export class InboundGroupsLoader extends Loader<string, readonly Group[]> {
  constructor(
    private readonly mentions: InboundGroupsRepository,
    private readonly groups: GroupRepository,
  ) {
    super();
  }

  async loadAll(scope: Scope, inboundIds: readonly string[]): Promise<ReadonlyMap<string, readonly Group[]>> {
    const mentions = await this.mentions.groupsOf(scope, inboundIds);
    const groups = await this.groups.findMany(scope, [...new Set(mentions.map(({ groupId }) => groupId))]);
    const byId = new Map(groups.map((group) => [group.id, group]));
    const found = new Map<string, Group[]>();
    for (const { inboundId, groupId } of mentions) {
      const group = byId.get(groupId);
      if (group) found.set(inboundId, [...(found.get(inboundId) ?? []), group]);
    }
    return found;
  }
}
