import { type Id, newId, type TenantId } from '@vortex/kit';

export type GroupId = Id<'group'>;

/** Which inbounds its users get. */
export interface Group {
  readonly id: GroupId;
  readonly tenantId: TenantId;
  /** Unique within the tenant, whatever its case and width. */
  readonly name: string;
  /** In nodes. */
  readonly inboundIds: readonly string[];
  /** Whether new users that name no groups get it. */
  readonly isDefault: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Grows with every change. */
  readonly revision: bigint;
}

export type GroupFields = Pick<Group, 'name' | 'inboundIds' | 'isDefault'>;

export function newGroup(tenantId: TenantId, fields: GroupFields, now: Date): Group {
  return { id: newId(), tenantId, ...fields, createdAt: now, updatedAt: now, revision: 1n };
}

export function changedGroup(group: Group, change: Partial<GroupFields>, now: Date): Group {
  return { ...group, ...change, updatedAt: now, revision: group.revision + 1n };
}
