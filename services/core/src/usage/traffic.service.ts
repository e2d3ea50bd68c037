import { Injectable } from '@nestjs/common';
import { type Traffic, UsageServiceService } from '@vortex/contracts/nodes';
import { InjectRpc, NotFound, type RpcClient, type Scope } from '@vortex/kit';
import type { UserId } from '../users/user';
import { UserRepository } from '../users/user.repository';
import { OwnUsersRepository } from './own-users.repository';
import type { ReadPeriod } from './time-period.graphql';
import { wirePeriod } from './traffic.wire';

/** What users have used. nodes keeps it; which users are whose is known here. */
@Injectable()
export class TrafficService {
  constructor(
    @InjectRpc(UsageServiceService) private readonly usage: RpcClient<typeof UsageServiceService>,
    private readonly users: UserRepository,
    private readonly own: OwnUsersRepository,
  ) {}

  /** Of one user in the scope. Throws `user_not_found` for any other. */
  async ofUser(scope: Scope, id: UserId, period: ReadPeriod): Promise<Traffic> {
    const [user] = await this.users.findMany(scope, [id]);
    if (!user) throw new NotFound('user_not_found', { id });
    return this.ofUsers(user.tenantId, [id], period);
  }

  /** Of all that may be seen: the whole tenant, or the users of an account that sees only those. */
  async ofAll(scope: Scope, period: ReadPeriod): Promise<Traffic> {
    if ('tenantId' in scope && scope.ownedBy) {
      return this.ofUsers(scope.tenantId, await this.own.ids(scope), period);
    }
    return this.usage.getTraffic({ period: wirePeriod(period) });
  }

  private ofUsers(tenantId: string, userIds: readonly string[], period: ReadPeriod): Promise<Traffic> {
    return this.usage.getUserTraffic({ tenantId, userIds: [...userIds], period: wirePeriod(period) });
  }
}
