import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphqlContext } from '@vortex/kit';
import { Loaders } from '../loading/loaders.service';
import type { User } from '../users/user';
import type { UsagePeriod } from './usage-period';
import { UsagePeriodLoader } from './usage-period.loader';

@Resolver('User')
export class UserUsageResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('usagePeriods')
  async periods(@Parent() { id }: User, @Context() context: GraphqlContext): Promise<readonly UsagePeriod[]> {
    return (await this.loaders.of(context, UsagePeriodLoader).load(id)) ?? [];
  }
}
