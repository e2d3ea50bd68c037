import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphqlContext } from '@vortex/kit';
import type { PlaceLatency } from '../generated/schema';
import { Loaders } from '../loading/loaders.service';
import { ServerLatencyLoader } from './server-latency.loader';
import type { ServerRow } from './server.wire';

@Resolver('Server')
export class ServerLatencyResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('latencies')
  async latencies(@Parent() { id }: ServerRow, @Context() context: GraphqlContext): Promise<PlaceLatency[]> {
    const latencies = (await this.loaders.of(context, ServerLatencyLoader).load(id)) ?? {};
    const listed = Object.entries(latencies).map(([country, medianMs]) => ({ country: country || null, medianMs }));
    return listed.sort((one, other) => one.medianMs - other.medianMs);
  }
}
