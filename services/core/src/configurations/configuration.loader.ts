import { Injectable } from '@nestjs/common';
import { ConfigurationsServiceService } from '@vortex/contracts/nodes';
import { InjectRpc, type RpcClient, type Scope } from '@vortex/kit';
import type { ConfiguredInbound } from '../generated/schema';
import { Loader } from '../loading/loader';
import { toConfiguredInbound, toVersion, type VersionRow } from './configuration.wire';

type Configurations = RpcClient<typeof ConfigurationsServiceService>;

/** Contents are large: an answer holds so many. */
const contentsAtOnce = 50;

@Injectable()
export class VersionLoader extends Loader<string, VersionRow> {
  constructor(@InjectRpc(ConfigurationsServiceService) private readonly configurations: Configurations) {
    super();
  }

  async loadAll(_scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, VersionRow>> {
    const { versions } = await this.configurations.batchGetConfigurationVersions({ ids: [...ids] });
    return new Map(versions.map((version) => [version.id, toVersion(version)]));
  }
}

@Injectable()
export class VersionInboundsLoader extends Loader<string, readonly ConfiguredInbound[]> {
  constructor(@InjectRpc(ConfigurationsServiceService) private readonly configurations: Configurations) {
    super();
  }

  async loadAll(_scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, readonly ConfiguredInbound[]>> {
    const found = new Map<string, readonly ConfiguredInbound[]>();
    for (let start = 0; start < ids.length; start += contentsAtOnce) {
      const versionIds = ids.slice(start, start + contentsAtOnce);
      const { contents } = await this.configurations.batchGetConfigurationContents({ versionIds });
      for (const { versionId, inbounds } of contents) found.set(versionId, inbounds.map(toConfiguredInbound));
    }
    return found;
  }
}
