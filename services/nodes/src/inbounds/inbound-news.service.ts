import { Injectable } from '@nestjs/common';
import { InboundChanged, InboundRemoved } from '@vortex/contracts/nodes';
import { Outbox } from '@vortex/messaging';
import { NodeWake } from '../agents/node-wake.service';
import { PeopleService } from '../people/people.service';
import type { Inbound } from './inbound';
import { inboundChanged } from './inbound-message';

/** Who must hear of it when inbounds change: core, their server, and those who have them. In the transaction of the change. */
@Injectable()
export class InboundNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly people: PeopleService,
    private readonly wake: NodeWake,
  ) {}

  changed(inbound: Inbound): Promise<void> {
    const { id, tenantId } = inbound;
    return this.outbox.add(InboundChanged, inboundChanged(inbound), { aggregateId: id, tenantId });
  }

  removed({ id, serverId, tenantId, revision }: Inbound): Promise<void> {
    const event = { inboundId: id, serverId, tenantId, revision: revision + 1n };
    return this.outbox.add(InboundRemoved, event, { aggregateId: id, tenantId });
  }

  /** Their node serves them anew, and those who have them get what they take now. */
  async bring(serverId: string, inboundIds: readonly string[]): Promise<void> {
    await this.people.replaceUsersOf(inboundIds);
    this.wake.afterCommit([serverId]);
  }
}
