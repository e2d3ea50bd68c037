import { Injectable } from '@nestjs/common';
import { type BatchGetHealthRequest, HealthServiceService, type ServerHealthList } from '@vortex/contracts/nodes';
import { Rpc, type RpcCall } from '@vortex/kit';
import { idsFrom } from '../access/batch';
import { HealthService } from './health.service';

@Injectable()
export class HealthRpc {
  constructor(private readonly health: HealthService) {}

  @Rpc(HealthServiceService.batchGetHealth)
  async batchGetHealth({ serverIds }: BatchGetHealthRequest, call: RpcCall): Promise<ServerHealthList> {
    return { servers: await this.health.findMany(call.scope(), idsFrom(serverIds, 'serverIds')) };
  }
}
