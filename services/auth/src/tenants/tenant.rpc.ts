import { Injectable } from '@nestjs/common';
import { type ResolvedTenant, type ResolveTenantRequest, TenantServiceService } from '@vortex/contracts/auth';
import { Rpc } from '@vortex/kit';
import { z } from 'zod';
import { TenantService } from './tenant.service';

@Injectable()
export class TenantRpc {
  constructor(private readonly tenants: TenantService) {}

  @Rpc(TenantServiceService.resolveTenant, { input: z.object({ tenant: z.string().min(1).max(64) }) })
  async resolveTenant({ tenant }: ResolveTenantRequest): Promise<ResolvedTenant> {
    return { id: await this.tenants.resolve(tenant) };
  }
}
