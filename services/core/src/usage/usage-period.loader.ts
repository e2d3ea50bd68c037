import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import { Loader } from '../loading/loader';
import type { UserId } from '../users/user';
import type { UsagePeriod } from './usage-period';
import { UsagePeriodRepository } from './usage-period.repository';

@Injectable()
export class UsagePeriodLoader extends Loader<UserId, readonly UsagePeriod[]> {
  constructor(private readonly periods: UsagePeriodRepository) {
    super();
  }

  loadAll(scope: Scope, userIds: readonly UserId[]): Promise<ReadonlyMap<UserId, readonly UsagePeriod[]>> {
    return this.periods.ofUsers(scope, userIds);
  }
}
