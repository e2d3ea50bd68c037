import { Injectable } from '@nestjs/common';
import { ServerLatencyChanged } from '@vortex/contracts/nodes';
import { Consume } from '@vortex/messaging';
import { ServerProjection } from './server-projection.service';

@Injectable()
export class ServerLatencyConsumer {
  constructor(private readonly projection: ServerProjection) {}

  @Consume(ServerLatencyChanged)
  async changed({ serverId, places, revision }: ServerLatencyChanged): Promise<void> {
    const latencies = Object.fromEntries(places.map(({ country, medianMs }) => [country, medianMs]));
    await this.projection.learnLatency({ serverId, latencies, revision });
  }
}
