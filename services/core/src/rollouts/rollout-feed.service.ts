import { Injectable } from '@nestjs/common';
import { RolloutsServiceService } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { InjectRpc, type RpcClient } from '@vortex/kit';
import { LiveFeed } from '../live/live-feed.service';
import { type RolloutProgress, rolloutTopic } from './rollout-progress';
import { isOver, type RolloutRow, toRollout } from './rollout.wire';

/** Rollouts, for as long as somebody watches. */
@Injectable()
export class RolloutFeed {
  constructor(
    @InjectRpc(RolloutsServiceService) private readonly rollouts: RpcClient<typeof RolloutsServiceService>,
    private readonly live: LiveFeed,
    private readonly db: Database,
  ) {}

  tell(progress: RolloutProgress): Promise<void> {
    return this.db.run(async () => this.live.tell(rolloutTopic, progress.rolloutId, progress));
  }

  /** Each state that is newer than the one before, until it is over. Throws `rollout_not_found`. */
  async *follow(id: string): AsyncGenerator<RolloutRow> {
    const read = async (): Promise<RolloutRow> => toRollout(await this.rollouts.getRollout({ id }));
    const now = async (): Promise<RolloutProgress> => ({ rolloutId: id, revision: 0n });
    let last = -1;
    for await (const { value } of this.live.follow(rolloutTopic, id, { now })) {
      if (value.revision <= BigInt(last)) continue; // what is told late was read before
      const rollout = await read();
      if (rollout.revision <= last) continue;
      last = rollout.revision;
      yield rollout;
      if (isOver(rollout.state)) return;
    }
  }
}
