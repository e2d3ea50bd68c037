import { Injectable } from '@nestjs/common';
import { ServerHealthChanged } from '@vortex/contracts/nodes';
import { Consume } from '@vortex/messaging';
import { ProjectedHealth } from './projected-health.repository';

@Injectable()
export class ServerHealthConsumer {
  constructor(private readonly health: ProjectedHealth) {}

  @Consume(ServerHealthChanged)
  async changed({ serverId, state, score, loadMilli, revision }: ServerHealthChanged): Promise<void> {
    await this.health.store({
      ...{ serverId, score, loadMilli, revision },
      state: state.replace('SERVER_HEALTH_STATE_', ''),
    });
  }
}
