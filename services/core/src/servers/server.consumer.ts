import { Injectable } from '@nestjs/common';
import { ServerChanged, ServerRemoved } from '@vortex/contracts/nodes';
import { Consume } from '@vortex/messaging';
import { ServerProjection } from './server-projection.service';
import { stateFrom } from './server.words';

@Injectable()
export class ServerConsumer {
  constructor(private readonly projection: ServerProjection) {}

  @Consume(ServerChanged)
  async changed({ serverId, state, ...rest }: ServerChanged): Promise<void> {
    await this.projection.learn({ ...rest, id: serverId, state: stateFrom(state) });
  }

  @Consume(ServerRemoved)
  async removed({ serverId, ...rest }: ServerRemoved): Promise<void> {
    await this.projection.forget({ ...rest, id: serverId });
  }
}
