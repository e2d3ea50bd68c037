import type { Scope } from '@vortex/kit';

/** The caller's own rows: those it may change. */
export function ownedWithin(scope: Scope): { tenantId?: string } {
  return 'tenantId' in scope ? { tenantId: scope.tenantId } : {};
}

/** The rows the caller may read: its own, and those shared with every tenant. */
export function visibleWithin(scope: Scope): { OR?: object[] } {
  return 'tenantId' in scope ? { OR: [{ tenantId: scope.tenantId }, { shared: true }] } : {};
}

/** Whether the caller may change what belongs to `tenantId`. */
export function owns(scope: Scope, tenantId: string): boolean {
  return 'tenantId' in scope ? scope.tenantId === tenantId : true;
}
