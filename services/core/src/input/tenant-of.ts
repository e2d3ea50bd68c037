import { PermissionDenied, type Scope, type TenantId } from '@vortex/kit';

/** Of what belongs to a tenant as a whole: not to the platform, and not to one who sees only its own users. */
export function tenantOf(scope: Scope): TenantId {
  if ('tenantId' in scope && !scope.ownedBy) return scope.tenantId;
  throw new PermissionDenied('tenant_required');
}
