import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Tenant as TenantMessage, TenantServiceService } from '@vortex/contracts/auth';
import { InjectRpc, Permission, type RpcClient, tenantId } from '@vortex/kit';
import { listConnection, toListSort } from '../administrators/list-connection';
import type {
  CreateTenantPayload,
  MutationCreateTenantArgs,
  MutationDeleteTenantArgs,
  MutationResumeTenantArgs,
  MutationSuspendTenantArgs,
  MutationUpdateTenantArgs,
  QueryTenantArgs,
  QueryTenantsArgs,
  Tenant,
  TenantLimitsInput,
} from '../generated/schema';
import { atInput } from '../graphql/input-paths';
import { required } from '../graphql/required';
import type { Connection } from '../paging/connection';
import { toAccount } from '../sessions/auth-payload.graphql';
import { orNull } from '../administrators/absent';
import { toKnownTenant } from './known-tenant';
import { KnownTenantService } from './known-tenant.service';

@Resolver('TenantConnection')
export class TenantResolver {
  constructor(
    @InjectRpc(TenantServiceService) private readonly auth: RpcClient<typeof TenantServiceService>,
    private readonly known: KnownTenantService,
  ) {}

  @Query()
  @Permission('auth.tenant.read')
  tenants(@Args() { filter, search, sort, page }: QueryTenantsArgs): Promise<Connection<Tenant>> {
    const request = { suspended: filter?.suspended ?? undefined, search: search ?? '', sort: toListSort(sort) };
    const fetch = async (part: Parameters<Parameters<typeof listConnection>[1]>[0]) => {
      const found = await this.auth.listTenants({ ...request, page: part });
      return { items: found.tenants, info: found.page };
    };
    return listConnection(page, fetch, toTenant);
  }

  @ResolveField()
  totalCount(@Parent() connection: Connection<Tenant>): Promise<number> {
    return connection.count();
  }

  @Query()
  @Permission('auth.tenant.read')
  tenant(@Args() { id }: QueryTenantArgs): Promise<Tenant | null> {
    return orNull('tenant_not_found', this.auth.getTenant({ id: tenantId(id, 'id') }).then(toTenant));
  }

  @Mutation()
  @Permission('auth.tenant.write')
  async createTenant(@Args() { input }: MutationCreateTenantArgs): Promise<CreateTenantPayload> {
    const { slug, name, zone, limits, ownerUsername, ownerPassword } = input;
    const request = { slug, name, ownerUsername, zone: zone ?? '', ownerPassword: ownerPassword ?? '' };
    const made = await atInput(this.auth.createTenant({ ...request, limits: toLimits(limits) }));
    return {
      tenant: toTenant(required(made.tenant, 'NewTenant.tenant')),
      owner: toAccount(required(made.owner, 'NewTenant.owner')),
      generatedPassword: made.password || null,
    };
  }

  @Mutation()
  @Permission('auth.tenant.write')
  async updateTenant(@Args() { id, input }: MutationUpdateTenantArgs): Promise<Tenant> {
    const { name, zone, limits } = input;
    const change = { name: name ?? undefined, zone: zone ?? undefined, limits: toLimits(limits) };
    return toTenant(await atInput(this.auth.updateTenant({ id: tenantId(id, 'id'), ...change })));
  }

  @Mutation()
  @Permission('auth.tenant.write')
  async suspendTenant(@Args() { id }: MutationSuspendTenantArgs): Promise<Tenant> {
    return toTenant(await this.auth.suspendTenant({ id: tenantId(id, 'id') }));
  }

  @Mutation()
  @Permission('auth.tenant.write')
  async resumeTenant(@Args() { id }: MutationResumeTenantArgs): Promise<Tenant> {
    return toTenant(await this.auth.resumeTenant({ id: tenantId(id, 'id') }));
  }

  @Mutation()
  @Permission('auth.tenant.write')
  async deleteTenant(@Args() args: MutationDeleteTenantArgs): Promise<boolean> {
    const id = tenantId(args.id, 'id');
    const tenant = await this.auth.getTenant({ id }); // whoever may not see it learns nothing of its users
    await this.known.requireEmpty(toKnownTenant(tenant));
    await this.auth.deleteTenant({ id });
    return true;
  }
}

function toTenant({ limits, createdAt, revision: _, ...tenant }: TenantMessage): Tenant {
  const { mostUsers = null, mostAccounts = null } = limits ?? {};
  return { ...tenant, limits: { mostUsers, mostAccounts }, createdAt: required(createdAt, 'Tenant.created_at') };
}

function toLimits(limits: TenantLimitsInput | null | undefined) {
  if (!limits) return undefined;
  return { mostUsers: limits.mostUsers ?? undefined, mostAccounts: limits.mostAccounts ?? undefined };
}
