import type { Scope, TenantId } from '@vortex/kit';

/** The tenant that runs the platform. */
export const operatorSlug = 'operator';

export interface Tenant {
  readonly id: TenantId;
  readonly slug: string;
  readonly createdAt: Date;
}

/** The part of a `where` that keeps a query inside its scope. */
export function within(scope: Scope): { tenantId?: string } {
  return 'tenantId' in scope ? { tenantId: scope.tenantId } : {};
}
