import { Injectable } from '@nestjs/common';
import { RolloutChanged } from '@vortex/contracts/nodes';
import { Consume } from '@vortex/messaging';
import { RolloutFeed } from './rollout-feed.service';

@Injectable()
export class RolloutConsumer {
  constructor(private readonly feed: RolloutFeed) {}

  @Consume(RolloutChanged)
  changed({ rolloutId, revision }: RolloutChanged): Promise<void> {
    return this.feed.tell({ rolloutId, revision });
  }
}
