import { Injectable } from '@nestjs/common';
import type { TenantId } from '@vortex/kit';
import { usualZone } from '../calendar/zone';
import { KnownTenantRepository } from './known-tenant.repository';

interface Somebody {
  readonly tenantId: TenantId;
  readonly zone: string | null;
}

/** Where the calendars of users are: their own zone, else the tenant's. */
@Injectable()
export class CalendarZones {
  constructor(private readonly tenants: KnownTenantRepository) {}

  /** One statement for all of them, none where each has its own. To be asked behind the lock on the users. */
  async of(users: readonly Somebody[]): Promise<(user: Somebody) => string> {
    const ids = [...new Set(users.filter(({ zone }) => zone === null).map(({ tenantId }) => tenantId))];
    const known = ids.length > 0 ? await this.tenants.findMany({ platform: true }, ids) : [];
    const zones = new Map<string, string>(known.map(({ id, zone }) => [id, zone]));
    return ({ tenantId, zone }) => zone ?? zones.get(tenantId) ?? usualZone;
  }

  /** Of users of the tenant that have none of their own. */
  async ofTenant(tenantId: TenantId): Promise<string> {
    const somebody = { tenantId, zone: null };
    return (await this.of([somebody]))(somebody);
  }
}
