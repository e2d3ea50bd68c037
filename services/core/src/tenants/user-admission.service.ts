import { Injectable } from '@nestjs/common';
import type { TenantId } from '@vortex/kit';
import { usualZone } from '../calendar/zone';
import { KnownTenantRepository } from './known-tenant.repository';
import { TenantGone, TenantSuspended, UserLimitReached } from './tenant.errors';

/** On what terms users are made. */
export interface Admission {
  /** How many may be made, at least one. */
  readonly room: number;
  /** The tenant's. */
  readonly zone: string;
  /** As a failure of who was one too many. */
  readonly full: UserLimitReached;
}

/** Lets users into tenants, as many as each may have. A tenant that core has not heard of yet has no terms. */
@Injectable()
export class UserAdmission {
  constructor(private readonly tenants: KnownTenantRepository) {}

  /**
   * Within the transaction that makes them: until it ends the terms stay as they are, and where there is a limit nobody else
   * makes users of that tenant.
   * @throws TenantSuspended, TenantGone
   * @throws UserLimitReached when there is no room for a single one
   */
  async admit(tenantId: TenantId): Promise<Admission> {
    const terms = await this.tenants.holdTerms(tenantId);
    if (terms?.deleted) throw new TenantGone();
    if (terms?.suspended) throw new TenantSuspended();
    const { mostUsers = null, zone = usualZone } = terms ?? {};
    const full = new UserLimitReached(mostUsers ?? 0);
    if (mostUsers === null) return { room: Infinity, zone, full };
    await this.tenants.lockCount(tenantId);
    const room = mostUsers - (await this.tenants.countUsers(tenantId));
    if (room <= 0) throw full;
    return { room, zone, full };
  }
}
