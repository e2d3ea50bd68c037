import { type AccountCaller, holds, type Id, InvalidInput, PermissionDenied, type TenantId } from '@vortex/kit';
import { allPermissions, expand } from './permission-catalogue';

export type RoleId = Id<'role'>;

/** What accounts may do. */
export interface Role {
  readonly id: RoleId;
  /** Absent for a built-in one, which every tenant knows. */
  readonly tenantId: TenantId | undefined;
  /** As accounts name it; never changes. */
  readonly name: string;
  readonly description: string;
  /** Its accounts see only rows that are their own. */
  readonly ownRowsOnly: boolean;
  /** Names of the catalogue. Built-in ones may hold "*". */
  readonly permissions: readonly string[];
  readonly createdAt: Date;
  readonly revision: bigint;
}

/** What an account may do, as its tokens say it. */
export interface Grants {
  readonly permissions: readonly string[];
  readonly ownRowsOnly: boolean;
  readonly tenant: TenantStanding;
}

export interface TenantStanding {
  /** Whether it runs the platform. */
  readonly isOperator: boolean;
  /** Nobody of it can sign in. */
  readonly isSuspended: boolean;
}

/** The role of whoever runs the platform, and of whoever runs another tenant. */
export const headRole = { operator: 'owner', reseller: 'reseller' } as const;

/**
 * What a role gives in a tenant. Outside of the operator's nobody can do more than a reseller may, whatever a role of
 * theirs says: most of the platform is not theirs.
 */
export function grantsIn(
  role: Pick<Role, 'permissions' | 'ownRowsOnly'> | undefined,
  tenant: TenantStanding,
  ceiling: readonly string[],
): Grants {
  if (!role) return { permissions: [], ownRowsOnly: true, tenant };
  const { ownRowsOnly } = role;
  if (tenant.isOperator) return { permissions: role.permissions, ownRowsOnly, tenant };
  const permissions = expand(role.permissions).filter((name) => holds(ceiling, name));
  return { permissions, ownRowsOnly, tenant };
}

/** Whether `caller` may do all that `grants` allow. Who may not must neither give them away nor touch who has them. */
function covers(caller: AccountCaller, grants: Pick<Grants, 'permissions' | 'ownRowsOnly'>): boolean {
  return beyond(caller.permissions, grants.permissions).length === 0 && (!caller.ownRowsOnly || grants.ownRowsOnly);
}

/** @throws PermissionDenied unless `caller` may do all that `grants` allow */
export function requireCover(caller: AccountCaller, grants: Pick<Grants, 'permissions' | 'ownRowsOnly'>): void {
  requireHeld(caller.permissions, grants.permissions);
  if (!covers(caller, grants)) throw new PermissionDenied('beyond_own_rights');
}

/** @throws PermissionDenied unless `held` covers all of `names` */
export function requireHeld(held: readonly string[], names: readonly string[]): void {
  const missing = beyond(held, names);
  if (missing.length > 0) throw new PermissionDenied('beyond_own_rights', { permissions: missing.join(' ') });
}

function beyond(held: readonly string[], names: readonly string[]): string[] {
  return names.filter((name) => !holds(held, name));
}

/** @throws InvalidInput at each of `names` that is not in the catalogue: a role of a tenant holds no patterns */
export function requireKnown(names: readonly string[], path: string): void {
  const unknown = names.flatMap((name, index) =>
    allPermissions.includes(name)
      ? []
      : [{ path: `${path}[${index}]`, code: 'unknown_permission', message: 'There is no such permission.' }],
  );
  if (unknown.length > 0) throw new InvalidInput(unknown);
}
