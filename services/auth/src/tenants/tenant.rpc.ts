import { Injectable } from '@nestjs/common';
import {
  type CreateTenantRequest,
  type DeleteTenantRequest,
  type GetTenantRequest,
  type ListTenantsRequest,
  type NewTenant,
  type ResolvedTenant,
  type ResolveTenantRequest,
  type ResumeTenantRequest,
  type SuspendTenantRequest,
  type Tenant as TenantMessage,
  type TenantLimits as TenantLimitsMessage,
  type TenantPage,
  TenantServiceService,
  type UpdateTenantRequest,
} from '@vortex/contracts/auth';
import { accountOf, Rpc, type RpcCall, tenantId } from '@vortex/kit';
import { toMessage as toAccountMessage } from '../accounts/account-message';
import { operatorSlug, type Tenant, type TenantLimits } from './tenant';
import { createTenant, listTenants, resolveTenant, updateTenant } from './tenant-input';
import { TenantService } from './tenant.service';

@Injectable()
export class TenantRpc {
  constructor(private readonly tenants: TenantService) {}

  @Rpc(TenantServiceService.resolveTenant, { input: resolveTenant })
  async resolveTenant({ tenant }: ResolveTenantRequest): Promise<ResolvedTenant> {
    return { id: await this.tenants.resolve(tenant) };
  }

  @Rpc(TenantServiceService.listTenants, { input: listTenants })
  async listTenants({ suspended, search, sort, page }: ListTenantsRequest, call: RpcCall): Promise<TenantPage> {
    const { items, info } = await this.tenants.list(accountOf(call.caller), { suspended, search }, sort, page);
    return { tenants: items.map(toMessage), page: info };
  }

  @Rpc(TenantServiceService.getTenant)
  async getTenant({ id }: GetTenantRequest, call: RpcCall): Promise<TenantMessage> {
    return toMessage(await this.tenants.find(accountOf(call.caller), tenantId(id, 'id')));
  }

  @Rpc(TenantServiceService.createTenant, { input: createTenant })
  async createTenant({ limits, ...request }: CreateTenantRequest, call: RpcCall): Promise<NewTenant> {
    const draft = { ...request, zone: request.zone || 'UTC', ...limitsOf(limits) };
    const { tenant, owner, password } = await this.tenants.create(accountOf(call.caller), draft);
    return { tenant: toMessage(tenant), owner: toAccountMessage(owner), password: password ?? '' };
  }

  @Rpc(TenantServiceService.updateTenant, { input: updateTenant })
  async updateTenant({ id, name, zone, limits }: UpdateTenantRequest, call: RpcCall): Promise<TenantMessage> {
    const change = { name, zone, ...(limits ? limitsOf(limits) : {}) };
    return toMessage(await this.tenants.update(accountOf(call.caller), tenantId(id, 'id'), change));
  }

  @Rpc(TenantServiceService.suspendTenant)
  async suspendTenant({ id }: SuspendTenantRequest, call: RpcCall): Promise<TenantMessage> {
    return toMessage(await this.tenants.update(accountOf(call.caller), tenantId(id, 'id'), { suspended: true }));
  }

  @Rpc(TenantServiceService.resumeTenant)
  async resumeTenant({ id }: ResumeTenantRequest, call: RpcCall): Promise<TenantMessage> {
    return toMessage(await this.tenants.update(accountOf(call.caller), tenantId(id, 'id'), { suspended: false }));
  }

  @Rpc(TenantServiceService.deleteTenant)
  async deleteTenant({ id }: DeleteTenantRequest, call: RpcCall): Promise<TenantMessage> {
    return toMessage(await this.tenants.delete(accountOf(call.caller), tenantId(id, 'id')));
  }
}

function limitsOf(limits: TenantLimitsMessage | undefined): TenantLimits {
  return { mostUsers: limits?.mostUsers ?? null, mostAccounts: limits?.mostAccounts ?? null };
}

function toMessage({ mostUsers, mostAccounts, ...tenant }: Tenant): TenantMessage {
  const limits = { mostUsers: mostUsers ?? undefined, mostAccounts: mostAccounts ?? undefined };
  return { ...tenant, limits, operator: tenant.slug === operatorSlug };
}
