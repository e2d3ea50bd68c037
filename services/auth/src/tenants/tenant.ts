import { newId, type Scope, type TenantId } from '@vortex/kit';

/** The tenant that runs the platform. */
export const operatorSlug = 'operator';

export interface Tenant {
  readonly id: TenantId;
  /** What it is called in addresses; never changes. */
  readonly slug: string;
  readonly name: string;
  /** IANA name of the time zone its calendar rules go by. */
  readonly zone: string;
  /** Nobody of it can sign in. */
  readonly suspended: boolean;
  /** Null: as many as it likes. */
  readonly mostUsers: number | null;
  readonly mostAccounts: number | null;
  readonly createdAt: Date;
  /** Grows with every change. */
  readonly revision: bigint;
}

export interface TenantLimits {
  readonly mostUsers: number | null;
  readonly mostAccounts: number | null;
}

/** What may be changed of a tenant; what is absent stays. */
export interface TenantChange extends Partial<TenantLimits> {
  readonly name?: string | undefined;
  readonly zone?: string | undefined;
  readonly suspended?: boolean;
}

export function newTenant(given: Pick<Tenant, 'slug'> & Partial<Tenant>, now: Date): Tenant {
  const usual = { name: '', zone: 'UTC', suspended: false, mostUsers: null, mostAccounts: null };
  return { id: newId(), ...usual, createdAt: now, revision: 1n, ...given };
}

export function changeTenant(tenant: Tenant, change: TenantChange): Tenant {
  const { name = tenant.name, zone = tenant.zone, suspended = tenant.suspended } = change;
  const { mostUsers = tenant.mostUsers, mostAccounts = tenant.mostAccounts } = change;
  return { ...tenant, name, zone, suspended, mostUsers, mostAccounts, revision: tenant.revision + 1n };
}

/** The part of a `where` that keeps a query inside its scope. */
export function within(scope: Scope): { tenantId?: string } {
  return 'tenantId' in scope ? { tenantId: scope.tenantId } : {};
}
