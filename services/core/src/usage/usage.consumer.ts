import { Injectable } from '@nestjs/common';
import { UsageRecorded } from '@vortex/contracts/nodes';
import { Consume } from '@vortex/messaging';
import { required } from '../graphql/required';
import { UsageIntake } from '../lifecycle/usage-intake.service';
import type { UserId } from '../users/user';

@Injectable()
export class UsageConsumer {
  constructor(private readonly intake: UsageIntake) {}

  @Consume(UsageRecorded)
  async recorded({ items }: UsageRecorded): Promise<void> {
    await this.intake.apply(
      items.map(({ userId, hour, chargedBytes }) => ({
        userId: userId as UserId,
        hour: required(hour, 'RecordedUsage.hour'),
        chargedBytes,
      })),
    );
  }
}
