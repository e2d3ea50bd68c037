import { Inject, Injectable } from '@nestjs/common';
import { UsageRecorded } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { CLOCK, type Clock } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import type { ServerId } from '../servers/server';
import { ServerNotFound } from '../servers/server.errors';
import { ServerTrafficRepository } from '../standing/server-traffic.repository';
import { byHour, charge, type ChargedItem, leavesNothing, merged, type UsageItem } from './charge';
import { type BatchKey, UsageRepository } from './usage.repository';

const mostItemsOfEvent = 1_000;

/** Takes what servers have carried, each report once. */
@Injectable()
export class UsageService {
  constructor(
    private readonly db: Database,
    private readonly usage: UsageRepository,
    private readonly whole: ServerTrafficRepository,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** False when the report has been taken before. */
  record(batch: BatchKey, items: readonly UsageItem[]): Promise<boolean> {
    const { serverId } = batch;
    return this.db.run(async () => {
      if (!(await this.usage.lockServer(serverId))) throw new ServerNotFound(serverId);
      if (!(await this.usage.insertBatch(batch, this.clock.now()))) return false;
      await this.usage.lockBooks(serverId);
      await this.add(serverId, items);
      return true;
    });
  }

  /** Adds what is known to be new, in a transaction that has locked the server’s books. Answers with what it counts. */
  async add(serverId: ServerId, items: readonly UsageItem[]): Promise<readonly ChargedItem[]> {
    if (items.length === 0) return [];
    return this.db.run(async () => {
      const coefficients = await this.usage.coefficients(serverId);
      const isWhole = leavesNothing(coefficients);
      const before = isWhole ? new Map<string, bigint>() : await this.usage.remainders(serverId, items);
      const { charged, remainders } = charge(items, coefficients, before);
      const rows = merged(charged);
      await this.usage.add(serverId, rows);
      await this.whole.add(serverId, byHour(rows));
      if (!isWhole) await this.usage.saveRemainders(serverId, rows, remainders);
      await this.tell(serverId, rows);
      return rows;
    });
  }

  private tell(serverId: ServerId, items: readonly ChargedItem[]): Promise<void> {
    const events = [];
    for (let start = 0; start < items.length; start += mostItemsOfEvent) {
      const chunk = items.slice(start, start + mostItemsOfEvent);
      events.push({
        aggregateId: serverId,
        event: { serverId, items: chunk.map((item) => ({ ...item, serverId })) },
      });
    }
    return this.outbox.addAll(UsageRecorded, events, 'bulk');
  }
}
