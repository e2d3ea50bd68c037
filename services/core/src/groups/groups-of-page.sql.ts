import type { Scope, TenantId } from '@vortex/kit';
import type { SqlParameters } from '../paging/sql-parameters';
import type { Group, GroupId } from './group';

/** A group as JSON carries it, which has neither dates nor 64-bit numbers. */
export interface GroupJson {
  readonly id: GroupId;
  readonly tenant_id: TenantId;
  readonly name: string;
  readonly inbound_ids: readonly string[];
  readonly is_default: boolean;
  readonly created_at: string;
  readonly updated_at: string;
  readonly revision: string;
}

/**
 * All groups whose ids are in `group_ids` of the rows of `page`, by name, as one value: many users share few groups, so
 * each is read once. Whoever sees a user sees its groups, so nobody is asked about again.
 */
export function groupsOfPage(page: string, scope: Scope, parameters: SqlParameters): string {
  const tenant = 'tenantId' in scope ? `AND g.tenant_id = ${parameters.add(scope.tenantId, 'uuid')}` : '';
  return `(SELECT json_agg(g) FROM (
    SELECT g.id, g.tenant_id, g.name, g.inbound_ids, g.is_default, g.created_at, g.updated_at, g.revision::text
    FROM user_group g WHERE g.id IN (SELECT unnest(group_ids) FROM ${page}) ${tenant} ORDER BY g.name_key) AS g)`;
}

/** @returns the groups of a text of ids with commas; users with the same text share an answer */
export function groupsByIds(found: readonly GroupJson[]): (ids: string) => readonly Group[] {
  const groups = found.map(fromJson);
  const known = new Map<string, readonly Group[]>([['', []]]);
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const ids: ReadonlySet<string> = new Set(text.split(','));
    const own = groups.filter(({ id }) => ids.has(id));
    known.set(text, own);
    return own;
  };
}

function fromJson(json: GroupJson): Group {
  return {
    id: json.id,
    tenantId: json.tenant_id,
    name: json.name,
    inboundIds: json.inbound_ids,
    isDefault: json.is_default,
    createdAt: new Date(json.created_at),
    updatedAt: new Date(json.updated_at),
    revision: BigInt(json.revision),
  };
}
