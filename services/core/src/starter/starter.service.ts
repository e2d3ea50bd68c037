import { Injectable } from '@nestjs/common';
import type { TenantId } from '@vortex/kit';
import { setTimeout as sleep } from 'node:timers/promises';
import { GroupService } from '../groups/group.service';
import type { HostFields } from '../hosts/host';
import { HostService } from '../hosts/host.service';
import { ProjectedInbounds } from '../inbounds/projected-inbounds.repository';

const groupName = 'Everybody';
const lookMs = 50;
const patienceMs = 30_000;

/** What a newcomer's first server needs on the customers' side, so that a user made with nothing but a name can connect. */
@Injectable()
export class StarterService {
  constructor(
    private readonly groups: GroupService,
    private readonly hosts: HostService,
    private readonly inbounds: ProjectedInbounds,
  ) {}

  /** A default group with these inbounds, and an entry for each in the lists of clients. */
  async offer(
    tenantId: TenantId,
    inbounds: readonly { readonly id: string; readonly name: string }[],
    address: string,
  ) {
    const scope = { tenantId };
    const inboundIds = inbounds.map(({ id }) => id);
    await this.untilKnown(tenantId, inboundIds);
    await this.groups.create(scope, { name: groupName, inboundIds, isDefault: true });
    for (const { id, name } of inbounds) await this.hosts.create(scope, hostOf(id, name, address));
  }

  /** The word of an inbound that was made a moment ago may still be on its way. */
  private async untilKnown(tenantId: TenantId, inboundIds: readonly string[]): Promise<void> {
    const giveUpAt = performance.now() + patienceMs;
    while ((await this.inbounds.visible({ tenantId }, inboundIds)).length < inboundIds.length) {
      if (performance.now() > giveUpAt) throw new Error('the inbounds have not become known');
      await sleep(lookMs);
    }
  }
}

function hostOf(inboundId: string, remark: string, address: string): HostFields {
  return {
    ...{ inboundId, remark, addresses: [address], port: null, sni: null, hostHeader: null, path: null },
    ...{ alpn: [], fingerprint: null, security: null, enabled: true, tags: [], weight: 1 },
  };
}
