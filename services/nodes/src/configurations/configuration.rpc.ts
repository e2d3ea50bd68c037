import { Injectable } from '@nestjs/common';
import {
  type BatchGetConfigurationContentsRequest,
  type BatchGetConfigurationVersionsRequest,
  type ConfigurationContentList,
  type ConfigurationDiff,
  ConfigurationsServiceService,
  type ConfigurationVersion,
  type ConfigurationVersionList,
  type ConfigurationVersionPage,
  type DiffConfigurationsRequest,
  type EditConfigurationRequest,
  type ListConfigurationVersionsRequest,
  type RollBackConfigurationRequest,
} from '@vortex/contracts/nodes';
import { Rpc, type RpcCall } from '@vortex/kit';
import { idsFrom } from '../access/batch';
import { expectMayShare } from '../access/sharing';
import { serverId } from '../servers/server';
import { ConfigurationService } from './configuration.service';
import { PastService } from './past.service';
import { reasonFrom } from './reason';
import { versionId } from './version';
import { changeMessage, inboundMessage, toMessage } from './version-message';
import { versionsWantedFrom } from './versions-wanted';

@Injectable()
export class ConfigurationRpc {
  constructor(
    private readonly configurations: ConfigurationService,
    private readonly past: PastService,
  ) {}

  @Rpc(ConfigurationsServiceService.listConfigurationVersions)
  async listConfigurationVersions(
    request: ListConfigurationVersionsRequest,
    call: RpcCall,
  ): Promise<ConfigurationVersionPage> {
    const { rows, info } = await this.past.list(call.scope(), versionsWantedFrom(request));
    return { versions: rows.map(toMessage), page: info };
  }

  @Rpc(ConfigurationsServiceService.batchGetConfigurationVersions)
  async batchGetConfigurationVersions(
    { ids }: BatchGetConfigurationVersionsRequest,
    call: RpcCall,
  ): Promise<ConfigurationVersionList> {
    return { versions: (await this.past.findMany(call.scope(), idsFrom(ids, 'ids'))).map(toMessage) };
  }

  @Rpc(ConfigurationsServiceService.batchGetConfigurationContents)
  async batchGetConfigurationContents(
    { versionIds }: BatchGetConfigurationContentsRequest,
    call: RpcCall,
  ): Promise<ConfigurationContentList> {
    const found = await this.past.contents(call.scope(), idsFrom(versionIds, 'versionIds'));
    return {
      contents: found.map(({ version, content }) => ({ versionId: version.id, inbounds: content.map(inboundMessage) })),
    };
  }

  @Rpc(ConfigurationsServiceService.diffConfigurations)
  async diffConfigurations({ fromId, toId }: DiffConfigurationsRequest, call: RpcCall): Promise<ConfigurationDiff> {
    const [from, to] = [versionId(fromId, 'fromId'), versionId(toId, 'toId')];
    const difference = await this.past.difference(call.scope(), from, to);
    const ends = { from: toMessage(difference.from), to: toMessage(difference.to) };
    return { ...ends, changes: difference.changes.map(changeMessage) };
  }

  @Rpc(ConfigurationsServiceService.editConfiguration)
  async editConfiguration(request: EditConfigurationRequest, call: RpcCall): Promise<ConfigurationVersion> {
    const { inbounds, asDraft, expectedVersionId } = request;
    for (const { shared } of inbounds) expectMayShare(call.caller, shared);
    const expected = expectedVersionId === undefined ? undefined : versionId(expectedVersionId, 'expectedVersionId');
    const edit = { inbounds, asDraft, expected, reason: reasonFrom(request.reason) };
    return toMessage(await this.configurations.edit(call.scope(), serverId(request.serverId, 'serverId'), edit));
  }

  @Rpc(ConfigurationsServiceService.rollBackConfiguration)
  async rollBackConfiguration(request: RollBackConfigurationRequest, call: RpcCall): Promise<ConfigurationVersion> {
    const { expectedVersionId } = request;
    const expected = expectedVersionId === undefined ? undefined : versionId(expectedVersionId, 'expectedVersionId');
    const version = await this.past.find(call.scope(), versionId(request.versionId, 'versionId'));
    return toMessage(await this.configurations.rollBack(call.scope(), version, reasonFrom(request.reason), expected));
  }
}
