import { holds } from '../auth/permission';
import { PermissionDenied } from '../errors/failures';
import type { TenantId } from '../ids/id';
import type { Caller } from './caller';

/** The header in which a client names the tenant it acts for, by its slug or its id. */
export const tenantHeader = 'x-vortex-tenant';
/** What an account of the operator must hold to act for another tenant. */
const actPermission = 'auth.tenant.act';

/**
 * The one rule of acting for another tenant. Each service applies it to the token it has checked itself, so that what is
 * written beside the token gives nobody a right.
 * @throws PermissionDenied for whoever is not an account of the operator holding the permission
 */
export function actFor(caller: Caller, tenantId: TenantId): Caller {
  const { account } = mayAct(caller);
  return { ...account, tenantId };
}

/** Throws PermissionDenied unless `caller` may act for other tenants at all. */
export function mayAct(caller: Caller) {
  const allowed =
    caller.kind === 'account' &&
    caller.isOperator &&
    !caller.ownRowsOnly &&
    !caller.mustChangePassword &&
    holds(caller.permissions, actPermission);
  if (!allowed) throw new PermissionDenied('permission_missing', { permission: actPermission });
  return { account: caller };
}
