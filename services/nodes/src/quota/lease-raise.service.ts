import { Injectable } from '@nestjs/common';
import { NodeWake } from '../agents/node-wake.service';
import { LineRepository } from '../people/line.repository';
import type { ServerId } from '../servers/server';
import { LeaseReturnRepository } from './lease-return.repository';
import { QuotaService } from './quota.service';

/** Has a server told of larger leases before it runs out of those it has. */
@Injectable()
export class LeaseRaises {
  constructor(
    private readonly quota: QuotaService,
    private readonly leases: LeaseReturnRepository,
    private readonly line: LineRepository,
    private readonly wake: NodeWake,
  ) {}

  /** Of those of these users who run low there. */
  async where(serverId: ServerId, userIds: readonly string[]): Promise<void> {
    if (userIds.length === 0) return;
    const low = await this.quota.runningLow(serverId, userIds);
    if (low.length === 0) return;
    await this.line.lock();
    await this.leases.tellAgain(
      low.map((userId) => ({ userId, serverId })),
      await this.line.advance(),
    );
    this.wake.afterCommit([serverId]);
  }
}
