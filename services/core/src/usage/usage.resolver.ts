import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { UsageServiceService } from '@vortex/contracts/nodes';
import { CLOCK, type Clock, type GraphqlContext, InjectRpc, parseId, Permission, type RpcClient } from '@vortex/kit';
import type {
  QueryAnalyticsArgs,
  QueryServerTrafficArgs,
  QueryTrafficStatsArgs,
  ServerTraffic,
} from '../generated/schema';
import { required } from '../graphql/required';
import type { InboundRow } from '../inbounds/inbound.wire';
import { InboundLoader } from '../inbounds/inbound.loader';
import { callerScope } from '../input/caller-scope';
import { Loaders } from '../loading/loaders.service';
import type { ServerRow } from '../servers/server.wire';
import { ServerLoader } from '../servers/server.loader';
import { readPeriod } from './time-period.graphql';
import {
  type AnalyticsRow,
  toServerTraffic,
  toStats,
  toTotals,
  type TrafficStatsRow,
  wirePeriod,
} from './traffic.wire';
import { TrafficService } from './traffic.service';

@Resolver()
export class UsageResolver {
  constructor(
    @InjectRpc(UsageServiceService) private readonly usage: RpcClient<typeof UsageServiceService>,
    private readonly traffic: TrafficService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Query()
  @Permission('core.user.read')
  async trafficStats(@Args() args: QueryTrafficStatsArgs): Promise<TrafficStatsRow> {
    const period = readPeriod(args.period, this.clock.now());
    const scope = callerScope();
    const { userId } = args;
    const traffic =
      userId === null || userId === undefined
        ? await this.traffic.ofAll(scope, period)
        : await this.traffic.ofUser(scope, parseId<'user'>(userId, 'userId'), period);
    return toStats(traffic, period);
  }

  @Query()
  @Permission('nodes.usage.read')
  async serverTraffic(@Args() args: QueryServerTrafficArgs): Promise<ServerTraffic> {
    const period = readPeriod(args.period, this.clock.now());
    const serverId = parseId<'server'>(args.serverId, 'serverId');
    return toServerTraffic(await this.usage.getServerTraffic({ serverId, period: wirePeriod(period) }), period);
  }

  @Query()
  @Permission('nodes.usage.read')
  async analytics(@Args() args: QueryAnalyticsArgs): Promise<AnalyticsRow> {
    const period = readPeriod(args.period, this.clock.now());
    const found = await this.usage.getAnalytics({ period: wirePeriod(period) });
    const { traffic, previousTotals, activeUsers, previousActiveUsers, topInbounds } = found;
    return {
      traffic: toStats(required(traffic, 'Analytics.traffic'), period),
      previousTotals: toTotals(previousTotals),
      activeUsers: Number(activeUsers),
      previousActiveUsers: Number(previousActiveUsers),
      topInbounds: topInbounds.map(({ inboundId, totals }) => ({ inboundId, totals: toTotals(totals) })),
    };
  }
}

@Resolver('ServerTrafficShare')
export class ServerTrafficShareResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('server')
  async server(@Parent() share: { serverId: string }, @Context() context: GraphqlContext): Promise<ServerRow | null> {
    return (await this.loaders.of(context, ServerLoader).load(share.serverId)) ?? null;
  }
}

@Resolver('InboundTrafficShare')
export class InboundTrafficShareResolver {
  constructor(private readonly loaders: Loaders) {}

  @ResolveField('inbound')
  async inbound(
    @Parent() share: { inboundId: string },
    @Context() context: GraphqlContext,
  ): Promise<InboundRow | null> {
    return (await this.loaders.of(context, InboundLoader).load(share.inboundId)) ?? null;
  }
}
