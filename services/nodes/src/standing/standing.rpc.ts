import { Injectable } from '@nestjs/common';
import {
  type BatchGetQuotaUsageRequest,
  type FailoverGroup,
  type FailoverGroupList,
  type ListFailoverGroupsRequest,
  type QuotaUsageList,
  StandingServiceService,
  type UpdateFailoverGroupRequest,
} from '@vortex/contracts/nodes';
import { accountOf, parseInput, Rpc, type RpcCall } from '@vortex/kit';
import { z } from 'zod';
import { idsFrom } from '../access/batch';
import { line } from '../atoms/text';
import { FailoverService } from './failover.service';
import { ServerQuotas } from './server-quota.service';
import { groupMessage, usageMessage } from './standing-message';

const wanted = z.object({ name: line(1, 100), shownServers: z.number().int().min(1).max(100) });

@Injectable()
export class StandingRpc {
  constructor(
    private readonly quotas: ServerQuotas,
    private readonly failover: FailoverService,
  ) {}

  @Rpc(StandingServiceService.batchGetQuotaUsage)
  async batchGetQuotaUsage({ serverIds }: BatchGetQuotaUsageRequest, call: RpcCall): Promise<QuotaUsageList> {
    const usages = await this.quotas.findMany(call.scope(), idsFrom(serverIds, 'serverIds'));
    return { servers: usages.map(usageMessage) };
  }

  @Rpc(StandingServiceService.listFailoverGroups)
  async listFailoverGroups(_: ListFailoverGroupsRequest, call: RpcCall): Promise<FailoverGroupList> {
    const groups = await this.failover.list(accountOf(call.caller).tenantId);
    return { groups: groups.map(groupMessage) };
  }

  @Rpc(StandingServiceService.updateFailoverGroup)
  async updateFailoverGroup(request: UpdateFailoverGroupRequest, call: RpcCall): Promise<FailoverGroup> {
    const { name, shownServers } = parseInput(wanted, request);
    return groupMessage(await this.failover.update(accountOf(call.caller).tenantId, name, shownServers));
  }
}
