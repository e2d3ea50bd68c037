import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '@vortex/kit';
import type { MutationRestartServiceArgs } from '../generated/schema';
import { RestartService } from './restart.service';

@Resolver()
export class RestartResolver {
  constructor(private readonly restarts: RestartService) {}

  @Mutation()
  @Permission('system.service.restart')
  async restartService(@Args() { service }: MutationRestartServiceArgs): Promise<boolean> {
    await this.restarts.restart(service.toLowerCase());
    return true;
  }
}
