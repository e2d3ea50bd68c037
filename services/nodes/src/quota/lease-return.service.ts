import { Injectable } from '@nestjs/common';
import type { UserStandings } from '@vortex/contracts/tunnel';
import { Database } from '@vortex/database';
import { isId } from '@vortex/kit';
import { NodeWake } from '../agents/node-wake.service';
import { LineRepository } from '../people/line.repository';
import type { ServerId } from '../servers/server';
import { askedBack } from './lease';
import { type AskedBack, type LeaseOf, LeaseReturnRepository } from './lease-return.repository';
import { QuotaRepository } from './quota.repository';
import { QuotaService } from './quota.service';

/** Where users run short on one server, has others give back what idles there. */
@Injectable()
export class LeaseReturns {
  constructor(
    private readonly db: Database,
    private readonly accounts: QuotaRepository,
    private readonly quota: QuotaService,
    private readonly returns: LeaseReturnRepository,
    private readonly line: LineRepository,
    private readonly wake: NodeWake,
  ) {}

  /** What a server tells of users: whose lease is used up, and how far it had come with what it gave back. */
  async heard(serverId: ServerId, { epoch, users }: UserStandings): Promise<void> {
    const known = users.filter(({ userId }) => isId(userId));
    const wanting = known.filter(({ wantsBytes }) => wantsBytes).map(({ userId }) => userId);
    const returning = known.flatMap(({ userId, lease, chargedBytes }) =>
      lease?.returns && lease.epoch === epoch ? [{ userId, until: lease.untilBytes, charged: chargedBytes }] : [],
    );
    if (wanting.length + returning.length === 0) return;
    await this.db.run(async () => {
      const ids = [...new Set([...wanting, ...returning.map(({ userId }) => userId)])];
      await this.accounts.lockAccounts(ids);
      await this.returns.taken(serverId, BigInt.asIntN(64, epoch), returning);
      await this.returns.end(ids, (await this.line.read()).generation);
      if (wanting.length > 0) await this.give(serverId, await this.returns.served(serverId, wanting));
    });
  }

  /** Tells the server that wants it of a larger lease, or asks others for what idles with them. */
  private async give(serverId: ServerId, userIds: readonly string[]): Promise<void> {
    const wanted = await this.quota.wanted(serverId, userIds);
    const larger = wanted.filter(({ mine, untilBytes }) => untilBytes > mine.untilBytes);
    const asked = wanted
      .filter((one) => !larger.includes(one))
      .flatMap(({ others }) => others.flatMap((lease) => asking(lease)));
    if (asked.length > 0) await this.returns.ask(asked);
    await this.tell([...larger.map(({ userId }) => ({ userId, serverId })), ...asked]);
  }

  private async tell(leases: readonly LeaseOf[]): Promise<void> {
    if (leases.length === 0) return;
    await this.line.lock();
    await this.returns.tellAgain(leases, await this.line.advance());
    this.wake.afterCommit([...new Set(leases.map(({ serverId }) => serverId))]);
  }
}

function asking(lease: Parameters<typeof askedBack>[0] & LeaseOf): AskedBack[] {
  const returnsToBytes = askedBack(lease);
  const { userId, serverId } = lease;
  return returnsToBytes === undefined ? [] : [{ userId, serverId, returnsToBytes }];
}
