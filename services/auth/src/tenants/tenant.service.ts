import { Injectable } from '@nestjs/common';
import type { TenantId } from '@vortex/kit';
import { TenantNotFound } from './tenant.errors';
import { TenantRepository } from './tenant.repository';

@Injectable()
export class TenantService {
  constructor(private readonly tenants: TenantRepository) {}

  /** The tenant of that slug or id. */
  async resolve(name: string): Promise<TenantId> {
    const id = await this.tenants.idOf(name);
    if (!id) throw new TenantNotFound(name);
    return id;
  }
}
