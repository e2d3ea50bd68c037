import { Injectable } from '@nestjs/common';
import { LeaseRaises } from '../quota/lease-raise.service';
import { QuotaRepository } from '../quota/quota.repository';
import type { ServerId } from '../servers/server';
import type { Carried } from './carried';
import type { Charge } from './report';
import { UsageService } from './usage.service';

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
    await this.quota.noteCharges(serverId, epoch, furthest(charges));
    const limited = new Set(flowed.filter(({ isLimited }) => isLimited).map(({ userId }) => userId));
    await this.raises.where(serverId, [...limited]);
  }
}

/** Of each user once: several counters of one may have been told of at different times. */
function furthest(charges: readonly Charge[]): Charge[] {
  const bytes = new Map<string, bigint>();
  for (const { userId, chargedBytes } of charges) {
    if (chargedBytes > (bytes.get(userId) ?? -1n)) bytes.set(userId, chargedBytes);
  }
  return [...bytes].map(([userId, chargedBytes]) => ({ userId, chargedBytes }));
}
