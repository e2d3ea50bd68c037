import { Inject, Injectable } from '@nestjs/common';
import { GroupChanged, GroupDeleted } from '@vortex/contracts/core';
import { Database } from '@vortex/database';
import {
  Audit,
  CLOCK,
  type Clock,
  deedOf,
  InvalidInput,
  PermissionDenied,
  type Scope,
  type TenantId,
} from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { ProjectedInbounds } from '../inbounds/projected-inbounds.repository';
import { type Connection, connectionOf } from '../paging/connection';
import type { Page } from '../paging/page';
import { changedGroup, type Group, type GroupFields, type GroupId, newGroup } from './group';
import { GroupChangedMeanwhile } from './group.errors';
import type { GroupPatch } from './group-input';
import { GroupRepository } from './group.repository';

@Injectable()
export class GroupService {
  constructor(
    private readonly db: Database,
    private readonly groups: GroupRepository,
    private readonly inbounds: ProjectedInbounds,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page<Node>(
    scope: Scope,
    search: string,
    page: Page,
    toNode: (group: Group) => Node,
  ): Promise<Connection<Node>> {
    const found = await this.groups.page(scope, search, page);
    return connectionOf(page, found, toNode, () => this.groups.count(scope, search));
  }

  async find(scope: Scope, id: GroupId): Promise<Group | undefined> {
    const [group] = await this.groups.findMany(scope, [id]);
    return group;
  }

  create(scope: Scope, fields: GroupFields): Promise<Group> {
    const tenantId = tenantOf(scope);
    return this.db.run(async () => {
      await this.checkInbounds(scope, fields.inboundIds);
      const group = newGroup(tenantId, fields, this.clock.now());
      await this.groups.insert(group);
      await this.tell(group, undefined, group);
      return group;
    });
  }

  update(scope: Scope, id: GroupId, { expectedRevision, ...said }: GroupPatch): Promise<Group> {
    tenantOf(scope);
    return this.db.run(async () => {
      const group = await this.groups.lock(scope, id);
      if (expectedRevision !== undefined && BigInt(expectedRevision) !== group.revision) {
        throw new GroupChangedMeanwhile(id, group.revision);
      }
      await this.checkInbounds(scope, said.inboundIds ?? []);
      const { name = group.name, inboundIds = group.inboundIds, isDefault = group.isDefault } = said;
      const next = changedGroup(group, { name, inboundIds, isDefault }, this.clock.now());
      await this.groups.save(next);
      await this.tell(next, group, next);
      return next;
    });
  }

  delete(scope: Scope, id: GroupId): Promise<void> {
    tenantOf(scope);
    return this.db.run(async () => {
      const group = await this.groups.lock(scope, id);
      await this.groups.delete(id);
      await this.tell(group, group, undefined);
    });
  }

  private async checkInbounds(scope: Scope, ids: readonly string[]): Promise<void> {
    const known = new Set(ids.length === 0 ? [] : (await this.inbounds.visible(scope, ids)).map(({ id }) => id));
    const message = 'There is no such inbound.';
    const problems = ids.flatMap((id, n) =>
      known.has(id) ? [] : [{ path: `input.inboundIds[${n}]`, code: 'unknown', message }],
    );
    if (problems.length > 0) throw new InvalidInput(problems);
  }

  private async tell(
    { id, tenantId, name, revision, inboundIds }: Group,
    before?: Group,
    after?: Group,
  ): Promise<void> {
    const place = { aggregateId: id, tenantId };
    if (after) {
      const event = { groupId: id, tenantId, revision, inboundIds: [...inboundIds] };
      await this.outbox.add(GroupChanged, event, place);
    } else {
      await this.outbox.add(GroupDeleted, { groupId: id, tenantId, revision: revision + 1n }, place);
    }
    const subject = { kind: 'group', ids: [id], name };
    const [was, is] = [before, after].map((group) => group && recordOf(group));
    const action = `core.group.${deedOf(was, is)}`;
    await this.audit.record({ action, tenantId, subject, before: was, after: is });
  }
}

/** Groups are of a tenant as a whole: not of the platform, and not of one who sees only its own users. */
function tenantOf(scope: Scope): TenantId {
  if ('tenantId' in scope && !scope.ownedBy) return scope.tenantId;
  throw new PermissionDenied('tenant_required');
}

function recordOf({ name, inboundIds, isDefault, revision }: Group): Readonly<Record<string, unknown>> {
  return { name, inboundIds, isDefault, revision };
}
