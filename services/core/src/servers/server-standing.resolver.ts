import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphqlContext } from '@vortex/kit';
import type { QuotaUsage } from '../generated/schema';
import { Loaders } from '../loading/loaders.service';
import { QuotaUsageLoader } from './quota-usage.loader';
import { toQuotaUsage } from './server-standing.wire';
import type { ServerRow } from './server.wire';

@Resolver('Server')
export class ServerStandingResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('quotaUsage')
  async quotaUsage(@Parent() server: ServerRow, @Context() context: GraphqlContext): Promise<QuotaUsage | null> {
    if (!server.trafficQuota) return null;
    const usage = await this.loaders.of(context, QuotaUsageLoader).load(server.id);
    return usage ? toQuotaUsage(usage) : null;
  }
}
