import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { anonymous, authorize, type GraphqlContext } from '@vortex/kit';
import type { Group } from '../groups/group';
import { Loaders } from '../loading/loaders.service';
import { InboundLoader } from './inbound.loader';
import type { InboundRow } from './inbound.wire';

@Resolver('Group')
export class GroupInboundsResolver {
  constructor(private readonly loaders: Loaders) {}

  /** An inbound that has been removed since, or is no longer shared, is left out. */
  @ResolveField('inbounds')
  async inbounds(@Parent() { inboundIds }: Group, @Context() context: GraphqlContext): Promise<readonly InboundRow[]> {
    authorize('nodes.inbound.read', context.call?.caller ?? anonymous);
    const loader = this.loaders.of(context, InboundLoader);
    const inbounds = await Promise.all(inboundIds.map((id) => loader.load(id)));
    return inbounds.filter((inbound) => inbound !== undefined);
  }
}
