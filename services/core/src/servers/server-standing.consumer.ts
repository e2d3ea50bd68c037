import { Injectable } from '@nestjs/common';
import { ServerFailoverChanged, ServerQuotaChanged } from '@vortex/contracts/nodes';
import { Consume } from '@vortex/messaging';
import { ServerProjection } from './server-projection.service';

/** Links follow by themselves. */
@Injectable()
export class ServerStandingConsumer {
  constructor(private readonly projection: ServerProjection) {}

  @Consume(ServerQuotaChanged)
  async quotaChanged({ serverId, state, revision }: ServerQuotaChanged): Promise<void> {
    await this.projection.learnQuota(serverId, state === 'QUOTA_STATE_EXHAUSTED', revision);
  }

  @Consume(ServerFailoverChanged)
  async failoverChanged({ serverId, spare, revision }: ServerFailoverChanged): Promise<void> {
    await this.projection.learnFailover(serverId, spare, revision);
  }
}
