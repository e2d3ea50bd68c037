import { Injectable } from '@nestjs/common';
import type { UserLease } from '@vortex/contracts/tunnel';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import { granted, type Lease, runsLow } from './lease';
import { type LeaseRow, type LimitedUser, QuotaRepository } from './quota.repository';

const none: Lease = { untilBytes: 0n, chargedBytes: 0n };

/** Gives servers leases of what users may still use. */
@Injectable()
export class QuotaService {
  constructor(
    private readonly db: Database,
    private readonly quota: QuotaRepository,
  ) {}

  /** Leases for users of a server, made or raised. Who has no limit has none. */
  lease(serverId: ServerId, epoch: bigint, userIds: readonly string[]): Promise<ReadonlyMap<string, UserLease>> {
    return this.db.run(async () => {
      const wanted = await this.wanted(serverId, userIds);
      await this.quota.grant(serverId, epoch, wanted);
      return new Map(
        wanted.map(({ userId, mine, untilBytes }) => {
          const { returnsToBytes } = mine;
          const ends = { untilBytes: returnsToBytes ?? untilBytes, returns: returnsToBytes !== undefined };
          return [userId, { epoch: BigInt.asUintN(64, epoch), ...ends }] as const;
        }),
      );
    });
  }

  /** Who of these will soon run out of a lease that could be larger. */
  async runningLow(serverId: ServerId, userIds: readonly string[]): Promise<string[]> {
    return (await this.wanted(serverId, userIds))
      .filter(({ mine, untilBytes }) => runsLow(mine, untilBytes))
      .map(({ userId }) => userId);
  }

  /** What servers may still be given for users, and what it would take from others. */
  async wanted(serverId: ServerId, userIds: readonly string[]) {
    const users = await this.quota.lockLimited(userIds);
    const leases = byUser(await this.quota.leases(users.map(({ userId }) => userId)));
    return users.map((user) => {
      const all = leases.get(user.userId) ?? [];
      const mine = all.find((lease) => lease.serverId === serverId) ?? none;
      const others = all.filter((lease) => lease.serverId !== serverId);
      return { userId: user.userId, mine, others, untilBytes: granted(user, mine, others, Math.max(user.servers, 1)) };
    });
  }
}

function byUser(leases: readonly LeaseRow[]): ReadonlyMap<LimitedUser['userId'], readonly LeaseRow[]> {
  const groups = new Map<string, LeaseRow[]>();
  for (const lease of leases) {
    const group = groups.get(lease.userId);
    if (group) group.push(lease);
    else groups.set(lease.userId, [lease]);
  }
  return groups;
}
