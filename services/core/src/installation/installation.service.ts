import { Inject, Injectable } from '@nestjs/common';
import { NodesServiceService } from '@vortex/contracts/nodes';
import { CONFIG, InjectRpc, NotFound, type RpcClient } from '@vortex/kit';
import type { CoreConfig } from '../config';
import { AgentRelease } from './agent-release.store';

const enrolmentToken = /^[\w-]{43}\.[\w-]{43}$/;

/** How a server without anything becomes a node. */
@Injectable()
export class Installation {
  private readonly release: AgentRelease | undefined;

  constructor(
    @InjectRpc(NodesServiceService) private readonly nodes: RpcClient<typeof NodesServiceService>,
    @Inject(CONFIG) private readonly config: CoreConfig,
  ) {
    const { VORTEX_AGENT_RELEASE: folder } = config;
    this.release = folder === undefined ? undefined : new AgentRelease(folder);
  }

  /** A file of the release, for whoever holds an enrolment token. Throws `NotFound` for everybody and everything else. */
  async file(name: string, token: string) {
    const file = (await this.isKnown(token)) ? await this.release?.open(name) : undefined;
    if (!file) throw new NotFound('file_unknown');
    return file;
  }

  /** What to run on a server that has nothing yet; undefined where this panel has nothing to give. */
  async command(token: string, address: string): Promise<string | undefined> {
    const { VORTEX_PUBLIC_URL: panel } = this.config;
    if (panel === undefined || !(await this.release?.isThere())) return undefined;
    const script = 'agent.sh';
    return [
      `curl -fsSH 'Authorization: Bearer ${token}' ${panel}/install/${script} -o ${script}`,
      `sudo sh ${script} install --panel ${panel} --enrol ${address} --token ${token}`,
    ].join(' && ');
  }

  private async isKnown(token: string): Promise<boolean> {
    if (!this.release || !enrolmentToken.test(token)) return false;
    return (await this.nodes.checkEnrolmentToken({ token }, { as: 'itself' })).known;
  }
}
