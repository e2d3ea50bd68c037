import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { type AccountCaller, Audit, CLOCK, type Clock, newId, type TenantId } from '@vortex/kit';
import { SessionRevocation } from '../sessions/session-revocation.service';
import { type Grants, grantsIn, headRole, requireCover, requireKnown, type Role, type RoleId } from './role';
import { RoleBuiltIn, RoleInUse, RoleNameTaken, RoleNotFound } from './role.errors';
import { RoleRepository } from './role.repository';

export interface NewRole {
  readonly name: string;
  readonly description: string;
  readonly ownRowsOnly: boolean;
  readonly permissions: readonly string[];
}

export interface RoleChange {
  readonly description?: string | undefined;
  readonly permissions?: readonly string[] | undefined;
}

/** Roles of a tenant. Nobody can give away by them what is not their own to do. */
@Injectable()
export class RoleService {
  constructor(
    private readonly db: Database,
    private readonly roles: RoleRepository,
    private readonly revocation: SessionRevocation,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(tenantId: TenantId): Promise<Role[]> {
    return this.roles.list(tenantId);
  }

  create(caller: AccountCaller, given: NewRole): Promise<Role> {
    const { tenantId } = caller;
    const role: Role = { id: newId(), tenantId, createdAt: this.clock.now(), revision: 1n, ...given, ...unique(given) };
    requireKnown(given.permissions, 'permissions');
    requireCover(caller, role);
    return this.db.run(async () => {
      // A built-in role of that name would hide behind it.
      if (await this.roles.hold(tenantId, role.name)) throw new RoleNameTaken(role.name);
      await this.roles.insert(role);
      await this.record('auth.role.create', role, undefined, role);
      return role;
    });
  }

  update(caller: AccountCaller, id: RoleId, change: RoleChange): Promise<Role> {
    requireKnown(change.permissions ?? [], 'permissions');
    return this.db.run(async () => {
      const role = await this.own(caller, id);
      const next: Role = {
        ...role,
        description: change.description ?? role.description,
        permissions: change.permissions ? unique({ permissions: change.permissions }).permissions : role.permissions,
        revision: role.revision + 1n,
      };
      requireCover(caller, next);
      await this.roles.save(next);
      if (change.permissions) await this.revocation.outdate(await this.roles.advanceAccounts(next));
      await this.record('auth.role.update', next, role, next);
      return next;
    });
  }

  delete(caller: AccountCaller, id: RoleId): Promise<Role> {
    return this.db.run(async () => {
      const role = await this.own(caller, id);
      const accounts = await this.roles.countAccounts(role);
      if (accounts > 0) throw new RoleInUse(accounts);
      await this.roles.delete(id);
      await this.record('auth.role.delete', role, role, undefined);
      return role;
    });
  }

  /** What an account of that role may do. Nothing where the tenant knows no such role. */
  async grantsOf({ tenantId, role }: { readonly tenantId: TenantId; readonly role: string }): Promise<Grants> {
    const { ceiling, ...found } = await this.roles.standing(tenantId, role, headRole.reseller);
    return grantsIn(found.role, found, ceiling);
  }

  /** As `grantsOf`, for a role that is about to be given to somebody: it cannot go until the transaction ends. */
  async holdGrants(tenantId: TenantId, name: string): Promise<Grants> {
    if (!(await this.roles.hold(tenantId, name))) throw new RoleNotFound(name);
    return this.grantsOf({ tenantId, role: name });
  }

  /** A role of the tenant that the caller may change: none that allows more than the caller may do. */
  private async own(caller: AccountCaller, id: RoleId): Promise<Role> {
    const role = await this.roles.lock(caller.tenantId, id);
    if (!role.tenantId) throw new RoleBuiltIn(role.name);
    requireCover(caller, role);
    return role;
  }

  private record(action: string, role: Role, before: Role | undefined, after: Role | undefined): Promise<void> {
    const subject = { kind: 'role', ids: [role.id], name: role.name };
    return this.audit.record({
      action,
      tenantId: role.tenantId,
      subject,
      before: fields(before),
      after: fields(after),
    });
  }
}

function unique({ permissions }: { readonly permissions: readonly string[] }) {
  return { permissions: [...new Set(permissions)].sort() };
}

function fields(role: Role | undefined) {
  if (!role) return undefined;
  const { name, description, ownRowsOnly, permissions } = role;
  return { name, description, ownRowsOnly, permissions };
}
