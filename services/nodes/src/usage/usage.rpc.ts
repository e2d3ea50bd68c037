import { Injectable } from '@nestjs/common';
import {
  type Analytics,
  type GetAnalyticsRequest,
  type GetServerTrafficRequest,
  type GetTrafficRequest,
  type GetUserTrafficRequest,
  type RecordUsageRequest,
  type RecordUsageResponse,
  type ServerTraffic,
  type Traffic as TrafficMessage,
  UsageServiceService,
} from '@vortex/contracts/nodes';
import { Rpc, type RpcCall, tenantId } from '@vortex/kit';
import { idsFrom } from '../access/batch';
import { serverId } from '../servers/server';
import { ofInbound, toMessage, toServerMessage } from './traffic-message';
import { TrafficService } from './traffic.service';
import { periodFrom, usageFrom } from './usage-input';
import { UsageService } from './usage.service';

@Injectable()
export class UsageRpc {
  constructor(
    private readonly usage: UsageService,
    private readonly traffic: TrafficService,
  ) {}

  @Rpc(UsageServiceService.recordUsage)
  async recordUsage(request: RecordUsageRequest): Promise<RecordUsageResponse> {
    const { epoch, sequence, items } = usageFrom(request);
    const batch = { serverId: serverId(request.serverId, 'serverId'), epoch, sequence };
    return { isNew: await this.usage.record(batch, items) };
  }

  @Rpc(UsageServiceService.getTraffic)
  async getTraffic({ period }: GetTrafficRequest, call: RpcCall): Promise<TrafficMessage> {
    return toMessage(await this.traffic.ofTenant(call.scope(), periodFrom(period)));
  }

  @Rpc(UsageServiceService.getUserTraffic)
  async getUserTraffic({ tenantId: tenant, userIds, period }: GetUserTrafficRequest): Promise<TrafficMessage> {
    const owner = { scope: { tenantId: tenantId(tenant) }, userIds: idsFrom(userIds, 'userIds') };
    return toMessage(await this.traffic.of(owner, periodFrom(period)));
  }

  @Rpc(UsageServiceService.getServerTraffic)
  async getServerTraffic(request: GetServerTrafficRequest, call: RpcCall): Promise<ServerTraffic> {
    const id = serverId(request.serverId, 'serverId');
    return toServerMessage(await this.traffic.ofServer(call.scope(), id, periodFrom(request.period)));
  }

  @Rpc(UsageServiceService.getAnalytics)
  async getAnalytics({ period }: GetAnalyticsRequest, call: RpcCall): Promise<Analytics> {
    const { traffic, topInbounds, ...rest } = await this.traffic.analytics(call.scope(), periodFrom(period));
    return { ...rest, traffic: toMessage(traffic), topInbounds: topInbounds.map(ofInbound) };
  }
}
