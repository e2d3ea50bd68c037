import { Injectable } from '@nestjs/common';
import { type QuotaUsage, StandingServiceService } from '@vortex/contracts/nodes';
import { InjectRpc, type RpcClient, type Scope } from '@vortex/kit';
import { Loader } from '../loading/loader';

@Injectable()
export class QuotaUsageLoader extends Loader<string, QuotaUsage> {
  constructor(@InjectRpc(StandingServiceService) private readonly standing: RpcClient<typeof StandingServiceService>) {
    super();
  }

  async loadAll(_scope: Scope, serverIds: readonly string[]): Promise<ReadonlyMap<string, QuotaUsage>> {
    const { servers } = await this.standing.batchGetQuotaUsage({ serverIds: [...serverIds] });
    return new Map(servers.map((usage) => [usage.serverId, usage]));
  }
}
