import { Injectable } from '@nestjs/common';
import { RolloutChanged } from '@vortex/contracts/nodes';
import { Audit } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { isOver, type Rollout } from './rollout';
import { rolloutChanged } from './rollout-message';
import { rolloutRecord } from './rollout-record';
import { RolloutRepository } from './rollout.repository';
import { RolloutServerRepository } from './rollout-server.repository';

/** Stores what becomes of rollouts, with the event and the record of it. In the transaction of the change. */
@Injectable()
export class RolloutNews {
  constructor(
    private readonly rollouts: RolloutRepository,
    private readonly servers: RolloutServerRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** Of one that is locked. Its servers are free when it is over. */
  async save(before: Rollout, change: Partial<Rollout>): Promise<Rollout> {
    const after = { ...before, ...change, revision: before.revision + 1n };
    await this.rollouts.save(after);
    if (isOver(after)) await this.servers.release(after.id);
    await this.tell(before, after);
    return after;
  }

  async tell(before: Rollout | undefined, after: Rollout): Promise<void> {
    const { id, tenantId } = after;
    await this.outbox.add(RolloutChanged, rolloutChanged(after), { aggregateId: id, tenantId });
    if (before?.state !== after.state || before.stage !== after.stage)
      await this.audit.record(rolloutRecord(before, after));
  }
}
