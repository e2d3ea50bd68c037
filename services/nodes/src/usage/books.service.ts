import { Injectable } from '@nestjs/common';
import { LeaseRaises } from '../quota/lease-raise.service';
import { QuotaRepository } from '../quota/quota.repository';
import type { ServerId } from '../servers/server';
import type { Flowed } from './counter.repository';
import type { Charge } from './report';
import { UsageService } from './usage.service';

/** What a server has carried in a few seconds, and what it holds against leases since its epoch began. */
export interface Carried {
  readonly epoch: bigint;
  readonly flowedAt: Date;
  readonly flowed: readonly Flowed[];
  readonly charges: readonly Charge[];
}

/** All that usage goes into: hours, days, the word to other services, accounts and leases. */
@Injectable()
export class Books {
  constructor(
    private readonly usage: UsageService,
    private readonly quota: QuotaRepository,
    private readonly raises: LeaseRaises,
  ) {}

  /** In a transaction that has locked the server. */
  async enter(serverId: ServerId, { epoch, flowedAt, flowed, charges }: Carried): Promise<void> {
    if (flowed.length === 0) return;
    const charged = await this.usage.add(
      serverId,
      flowed.map((item) => ({ ...item, flowedAt })),
    );
    await this.quota.consume(charged);
    const users = new Set(flowed.map(({ userId }) => userId));
    await this.quota.noteCharges(
      serverId,
      epoch,
      charges.filter(({ userId }) => users.has(userId)),
    );
    const limited = new Set(flowed.filter(({ isLimited }) => isLimited).map(({ userId }) => userId));
    await this.raises.where(serverId, [...limited]);
  }
}
