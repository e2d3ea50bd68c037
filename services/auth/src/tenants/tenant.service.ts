import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import {
  type AccountCaller,
  Audit,
  CLOCK,
  type Clock,
  PermissionDenied,
  type Scope,
  scopeOf,
  type TenantId,
} from '@vortex/kit';
import type { Account } from '../accounts/account';
import { NewAccountService } from '../accounts/new-account.service';
import { type Page, type PageRequest, readPage } from '../paging/page';
import { sortBy, type SortRequest } from '../paging/sorting';
import { headRole } from '../roles/role';
import { SessionRevocation } from '../sessions/session-revocation.service';
import { changeTenant, newTenant, operatorSlug, type Tenant, type TenantChange, type TenantLimits } from './tenant';
import { OperatorTenant, TenantNotFound, TenantNotSuspended } from './tenant.errors';
import { TenantEvents } from './tenant-events.service';
import { tenantColumns, type TenantFilter, TenantRepository } from './tenant.repository';

export interface TenantDraft extends TenantLimits {
  readonly slug: string;
  readonly name: string;
  readonly zone: string;
  readonly ownerUsername: string;
  /** Empty: one is generated. */
  readonly ownerPassword: string;
}

export interface MadeTenant {
  readonly tenant: Tenant;
  readonly owner: Account;
  /** The generated password, if it was generated. */
  readonly password: string | undefined;
}

/** The operator sees and changes all tenants; others see their own. */
@Injectable()
export class TenantService {
  constructor(
    private readonly db: Database,
    private readonly tenants: TenantRepository,
    private readonly newAccounts: NewAccountService,
    private readonly revocation: SessionRevocation,
    private readonly events: TenantEvents,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The tenant of that slug or id. */
  async resolve(name: string): Promise<TenantId> {
    const id = await this.tenants.idOf(name);
    if (!id) throw new TenantNotFound(name);
    return id;
  }

  list(
    caller: AccountCaller,
    filter: TenantFilter,
    sorting: readonly SortRequest[],
    page: PageRequest | undefined,
  ): Promise<Page<Tenant>> {
    const sort = sortBy(sorting, tenantColumns);
    return this.tenants.page(visibleTo(caller), filter, sort, readPage(page, sort));
  }

  find(caller: AccountCaller, id: TenantId): Promise<Tenant> {
    return this.tenants.find(visibleTo(caller), id);
  }

  async create(caller: AccountCaller, { ownerUsername, ownerPassword, ...draft }: TenantDraft): Promise<MadeTenant> {
    requireOperator(caller);
    const password = await this.newAccounts.preparePassword(ownerUsername, ownerPassword, 'owner_password');
    return this.db.run(async () => {
      const tenant = newTenant(draft, this.clock.now());
      await this.tenants.add(tenant);
      await this.events.changed(tenant);
      await this.record('auth.tenant.create', tenant, undefined, tenant);
      const given = { tenantId: tenant.id, username: ownerUsername, role: headRole.reseller, mustChangePassword: true };
      const owner = await this.newAccounts.add(given, password);
      return { tenant, owner, password: password.generated };
    });
  }

  /** @param change suspending ends what its accounts are signed in with */
  update(caller: AccountCaller, id: TenantId, change: TenantChange): Promise<Tenant> {
    requireOperator(caller);
    return this.db.run(async () => {
      const tenant = await this.tenants.lock(visibleTo(caller), id);
      if (change.suspended && tenant.slug === operatorSlug) throw new OperatorTenant();
      const next = changeTenant(tenant, change);
      await this.tenants.save(next);
      await this.events.changed(next);
      if (next.suspended && !tenant.suspended) await this.revocation.outdate(await this.tenants.advanceAccounts(id));
      await this.record(actionOf(change), next, tenant, next);
      return next;
    });
  }

  delete(caller: AccountCaller, id: TenantId): Promise<Tenant> {
    requireOperator(caller);
    return this.db.run(async () => {
      const tenant = await this.tenants.lock(visibleTo(caller), id);
      if (tenant.slug === operatorSlug) throw new OperatorTenant();
      if (!tenant.suspended) throw new TenantNotSuspended(tenant.slug);
      await this.revocation.outdate(await this.tenants.advanceAccounts(id));
      await this.tenants.delete(id);
      await this.events.deleted(tenant);
      await this.record('auth.tenant.delete', tenant, tenant, undefined);
      return tenant;
    });
  }

  private record(action: string, tenant: Tenant, before: Tenant | undefined, after: Tenant | undefined): Promise<void> {
    const subject = { kind: 'tenant', ids: [tenant.id], name: tenant.slug };
    // With the operator, whose act it is: what was done to a tenant outlives it there.
    return this.audit.record({ action, subject, before: fields(before), after: fields(after) });
  }
}

function visibleTo(caller: AccountCaller): Scope {
  return caller.isOperator ? { platform: true } : scopeOf(caller);
}

/** Whatever a role of another tenant says, tenants are the operator's. */
function requireOperator(caller: AccountCaller): void {
  if (!caller.isOperator) throw new PermissionDenied('operator_only');
}

function actionOf({ suspended }: TenantChange): string {
  if (suspended === undefined) return 'auth.tenant.update';
  return suspended ? 'auth.tenant.suspend' : 'auth.tenant.resume';
}

function fields(tenant: Tenant | undefined) {
  if (!tenant) return undefined;
  const { slug, name, zone, suspended, mostUsers, mostAccounts } = tenant;
  return { slug, name, zone, suspended, mostUsers, mostAccounts };
}
