import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { Scope } from '@vortex/kit';
import { usualZone } from '../calendar/zone';
import { UserFollowUpRepository } from '../follow-ups/user-follow-up.repository';
import type { KnownTenant } from './known-tenant';
import { KnownTenantRepository } from './known-tenant.repository';
import { TenantHasUsers } from './tenant.errors';

/** Core's own view of the tenants: calendar rules and limits ask nobody else. */
@Injectable()
export class KnownTenantService {
  constructor(
    private readonly db: Database,
    private readonly tenants: KnownTenantRepository,
    private readonly followUps: UserFollowUpRepository,
  ) {}

  /** A zone that has changed is followed by the calendars of the tenant's users. */
  learn(tenant: KnownTenant): Promise<void> {
    return this.db.run(async () => {
      const zone = (await this.tenants.lockZone(tenant.id)) ?? usualZone;
      const stored = await this.tenants.store(tenant);
      if (stored && zone !== tenant.zone) await this.followUps.begin('rezone', tenant.id);
    });
  }

  forget(id: string, revision: bigint): Promise<void> {
    return this.tenants.forget(id, revision);
  }

  findMany(scope: Scope, ids: readonly string[]): Promise<KnownTenant[]> {
    return this.tenants.findMany(scope, ids);
  }

  /**
   * Before a tenant is deleted. What auth has said of it is taken down first: where it is suspended nobody is made any more
   * once this has counted, and whoever was being made is counted.
   * @throws TenantHasUsers for one that cannot go yet
   */
  requireEmpty(tenant: KnownTenant): Promise<void> {
    return this.db.run(async () => {
      await this.learn(tenant);
      const users = await this.tenants.countUsers(tenant.id);
      if (users > 0) throw new TenantHasUsers(users);
    });
  }
}
