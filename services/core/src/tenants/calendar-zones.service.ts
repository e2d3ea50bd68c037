import { Injectable } from '@nestjs/common';
import { usualZone } from '../calendar/zone';
import type { User } from '../users/user';
import { KnownTenantRepository } from './known-tenant.repository';

type Somebody = Pick<User, 'tenantId' | 'zone'>;

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

  async ofOne(user: Somebody): Promise<string> {
    return (await this.of([user]))(user);
  }
}
