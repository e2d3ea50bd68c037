import type { Scope } from '@vortex/kit';
import type { SqlParameters } from '../paging/sql-parameters';

/** The part of a WHERE over `user_group g` that keeps it inside a scope: who sees only its own users sees their groups. */
export function groupScope(scope: Scope, parameters: SqlParameters): readonly string[] {
  if (!('tenantId' in scope)) return [];
  const tenant = `g.tenant_id = ${parameters.add(scope.tenantId, 'uuid')}`;
  if (!scope.ownedBy) return [tenant];
  const mine = `u.account_id = ${parameters.add(scope.ownedBy, 'uuid')}`;
  const member = `m.group_id = g.id AND ${mine}`;
  return [tenant, `EXISTS (SELECT FROM group_member m JOIN vpn_user u ON u.id = m.user_id WHERE ${member})`];
}
