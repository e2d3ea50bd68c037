import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { RolloutsServiceService } from '@vortex/contracts/nodes';
import {
  anonymous,
  authorize,
  currentCall,
  type GraphqlContext,
  InjectRpc,
  parseId,
  parseInput,
  Permission,
  type RpcClient,
} from '@vortex/kit';
import { z } from 'zod';
import { orNull } from '../administrators/absent';
import { listConnection, toListSort } from '../administrators/list-connection';
import { VersionLoader } from '../configurations/configuration.loader';
import type { VersionRow } from '../configurations/configuration.wire';
import type {
  MutationAbortRolloutArgs,
  MutationPauseRolloutArgs,
  MutationResumeRolloutArgs,
  MutationStartRolloutArgs,
  QueryRolloutArgs,
  QueryRolloutsArgs,
  SubscriptionRolloutChangedArgs,
} from '../generated/schema';
import { atInput } from '../graphql/input-paths';
import { count } from '../inbounds/wire-numbers';
import { Loaders } from '../loading/loaders.service';
import type { Connection } from '../paging/connection';
import { RolloutFeed } from './rollout-feed.service';
import { type RolloutRow, toRollout, wireState } from './rollout.wire';

const idOf = (text: string): string => parseId<'rollout'>(text, 'id');
/** What protobuf could not even carry is refused here; the rest is for nodes to judge. */
const numbers = z.object({ stages: z.array(z.int().min(0)).nullish(), windowSeconds: count });

@Resolver('Rollout')
export class RolloutResolver {
  constructor(
    @InjectRpc(RolloutsServiceService) private readonly rollouts: RpcClient<typeof RolloutsServiceService>,
    private readonly feed: RolloutFeed,
    private readonly loaders: Loaders,
  ) {}

  @Query('rollouts')
  @Permission('nodes.inbound.read')
  list(@Args() { filter, sort, page }: QueryRolloutsArgs): Promise<Connection<RolloutRow>> {
    const wanted = {
      ...{ states: (filter?.states ?? []).map(wireState), serverId: filter?.serverId ?? '' },
      ...{ search: filter?.search ?? '', sort: toListSort(sort) },
    };
    return listConnection(
      page,
      async (part) => {
        const found = await this.rollouts.listRollouts({ ...wanted, page: part });
        return { items: found.rollouts, info: found.page };
      },
      toRollout,
    );
  }

  @Query('rollout')
  @Permission('nodes.inbound.read')
  one(@Args() { id }: QueryRolloutArgs): Promise<RolloutRow | null> {
    return orNull('rollout_not_found', this.rollouts.getRollout({ id: idOf(id) }).then(toRollout));
  }

  @Mutation('startRollout')
  @Permission('nodes.inbound.write')
  async start(@Args() { input }: MutationStartRolloutArgs): Promise<RolloutRow> {
    parseInput(numbers, input, 'input');
    const { versionId, serverIds, stages, windowSeconds, reason } = input;
    const request = {
      ...{ versionId, serverIds: [...serverIds], stagesPercent: [...(stages ?? [])] },
      ...{ windowSeconds: windowSeconds ?? 0, reason: reason ?? '' },
    };
    return toRollout(await atInput(this.rollouts.startRollout(request)));
  }

  @Mutation('pauseRollout')
  @Permission('nodes.inbound.write')
  async pause(@Args() { id }: MutationPauseRolloutArgs): Promise<RolloutRow> {
    return toRollout(await this.rollouts.pauseRollout({ id: idOf(id) }));
  }

  @Mutation('resumeRollout')
  @Permission('nodes.inbound.write')
  async resume(@Args() { id }: MutationResumeRolloutArgs): Promise<RolloutRow> {
    return toRollout(await this.rollouts.resumeRollout({ id: idOf(id) }));
  }

  @Mutation('abortRollout')
  @Permission('nodes.inbound.write')
  async abort(@Args() { id, keep }: MutationAbortRolloutArgs): Promise<RolloutRow> {
    return toRollout(await this.rollouts.abortRollout({ id: idOf(id), keeps: keep ?? false }));
  }

  @Subscription('rolloutChanged')
  @Permission('nodes.inbound.read')
  async *changed(@Args() { id }: SubscriptionRolloutChangedArgs): AsyncGenerator<{ rolloutChanged: RolloutRow }> {
    for await (const rolloutChanged of this.feed.follow(idOf(id))) yield { rolloutChanged };
  }

  @ResolveField('version')
  async version(@Parent() { versionId }: RolloutRow, @Context() context: GraphqlContext): Promise<VersionRow | null> {
    authorize('nodes.inbound.read', currentCall()?.caller ?? anonymous);
    return (await this.loaders.of(context, VersionLoader).load(versionId)) ?? null;
  }
}
