import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { anonymous, authorize, type GraphqlContext } from '@vortex/kit';
import type { Device } from '../devices/device';
import type { TunnelAddresses } from '../generated/schema';
import { Loaders } from '../loading/loaders.service';
import { TunnelAddressesLoader } from './tunnel-addresses.loader';

@Resolver('Device')
export class TunnelAddressesResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('tunnelAddresses')
  async tunnelAddresses(@Parent() device: Device, @Context() context: GraphqlContext): Promise<TunnelAddresses[]> {
    authorize('core.user.credentials', context.call?.caller ?? anonymous);
    return [...((await this.loaders.of(context, TunnelAddressesLoader).load(device)) ?? [])];
  }
}
