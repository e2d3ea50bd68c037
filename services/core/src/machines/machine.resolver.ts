import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphqlContext } from '@vortex/kit';
import type { Machine } from '../generated/schema';
import { Loaders } from '../loading/loaders.service';
import type { ServerRow } from '../servers/server.wire';
import { MachineLoader } from './machine.loader';
import { toMachine } from './machine.wire';

@Resolver('Server')
export class MachineResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('machine')
  async machine(@Parent() { id }: ServerRow, @Context() context: GraphqlContext): Promise<Machine | null> {
    const node = await this.loaders.of(context, MachineLoader).load(id);
    return node ? toMachine(node) : null;
  }
}
