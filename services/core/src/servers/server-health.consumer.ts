import { Injectable } from '@nestjs/common';
import { ServerHealthChanged } from '@vortex/contracts/nodes';
import { Consume } from '@vortex/messaging';
import { ServerProjection } from './server-projection.service';

@Injectable()
export class ServerHealthConsumer {
  constructor(private readonly projection: ServerProjection) {}

  @Consume(ServerHealthChanged)
  async changed({ serverId, state, score, loadMilli, revision }: ServerHealthChanged): Promise<void> {
    await this.projection.learnHealth({
      ...{ serverId, score, loadMilli, revision },
      state: state.replace('SERVER_HEALTH_STATE_', ''),
    });
  }
}
