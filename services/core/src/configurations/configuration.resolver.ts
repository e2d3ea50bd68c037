import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { ConfigurationsServiceService } from '@vortex/contracts/nodes';
import { type GraphqlContext, InjectRpc, parseId, parseInput, Permission, type RpcClient } from '@vortex/kit';
import { z } from 'zod';
import { listConnection, toListSort } from '../administrators/list-connection';
import type {
  ConfigurationChange,
  MutationEditConfigurationArgs,
  MutationRollBackConfigurationArgs,
  QueryConfigurationDiffArgs,
  QueryConfigurationVersionArgs,
  QueryConfigurationVersionsArgs,
} from '../generated/schema';
import { atInput } from '../graphql/input-paths';
import { required } from '../graphql/required';
import { count } from '../inbounds/wire-numbers';
import { Loaders } from '../loading/loaders.service';
import type { Connection } from '../paging/connection';
import { VersionLoader } from './configuration.loader';
import { toChange, toVersion, type VersionRow, wireCause, wireInbound } from './configuration.wire';

/** What protobuf could not even carry is refused here; the rest is for nodes to judge. */
const numbers = z.object({ inbounds: z.array(z.object({ port: count, lastPort: count })) });

interface DiffRow {
  readonly from: VersionRow;
  readonly to: VersionRow;
  readonly changes: readonly ConfigurationChange[];
}

@Resolver()
export class ConfigurationResolver {
  constructor(
    @InjectRpc(ConfigurationsServiceService)
    private readonly configurations: RpcClient<typeof ConfigurationsServiceService>,
    private readonly loaders: Loaders,
  ) {}

  @Query('configurationVersions')
  @Permission('nodes.inbound.read')
  list(@Args() { serverId, filter, sort, page }: QueryConfigurationVersionsArgs): Promise<Connection<VersionRow>> {
    const wanted = {
      ...{ serverId: parseId<'server'>(serverId, 'serverId'), sort: toListSort(sort) },
      ...{ causes: (filter?.causes ?? []).map(wireCause), draft: filter?.isDraft ?? undefined },
      search: filter?.search ?? '',
    };
    return listConnection(
      page,
      async (part) => {
        const found = await this.configurations.listConfigurationVersions({ ...wanted, page: part });
        return { items: found.versions, info: found.page };
      },
      toVersion,
    );
  }

  @Query('configurationVersion')
  @Permission('nodes.inbound.read')
  async one(
    @Args() { id }: QueryConfigurationVersionArgs,
    @Context() context: GraphqlContext,
  ): Promise<VersionRow | null> {
    return (await this.loaders.of(context, VersionLoader).load(parseId(id, 'id'))) ?? null;
  }

  @Query('configurationDiff')
  @Permission('nodes.inbound.read')
  async diff(@Args() { fromId, toId }: QueryConfigurationDiffArgs): Promise<DiffRow> {
    const request = { fromId: parseId(fromId, 'fromId'), toId: parseId(toId, 'toId') };
    const { from, to, changes } = await this.configurations.diffConfigurations(request);
    return {
      from: toVersion(required(from, 'ConfigurationDiff.from')),
      to: toVersion(required(to, 'ConfigurationDiff.to')),
      changes: changes.map(toChange),
    };
  }

  @Mutation('editConfiguration')
  @Permission('nodes.inbound.write')
  async edit(@Args() { serverId, input }: MutationEditConfigurationArgs): Promise<VersionRow> {
    parseInput(numbers, input, 'input');
    const { inbounds, expectedVersionId, reason, asDraft } = input;
    const request = {
      serverId: parseId(serverId, 'serverId'),
      expectedVersionId: expectedVersionId ?? undefined,
      inbounds: inbounds.map(wireInbound),
      reason: reason ?? '',
      asDraft: asDraft ?? false,
    };
    return toVersion(await atInput(this.configurations.editConfiguration(request)));
  }

  @Mutation('rollBackConfiguration')
  @Permission('nodes.inbound.write')
  async rollBack(@Args() given: MutationRollBackConfigurationArgs): Promise<VersionRow> {
    const { versionId, expectedVersionId, reason } = given;
    const request = {
      versionId: parseId(versionId, 'versionId'),
      expectedVersionId: expectedVersionId ?? undefined,
      reason: reason ?? '',
    };
    return toVersion(await this.configurations.rollBackConfiguration(request));
  }
}
