import { Injectable } from '@nestjs/common';
import type { ReleasedCounters } from '@vortex/contracts/tunnel';
import { Database } from '@vortex/database';
import { LeasesOfServerRepository } from '../quota/leases-of-server.repository';
import type { ServerId } from '../servers/server';
import { type CounterOrder, released } from './counter-order';
import { CounterOrderRepository, type StoredOrder } from './counter-order.repository';
import { CounterRepository } from './counter.repository';
import { NodeUsageService } from './node-usage.service';
import { ReportRepository } from './report.repository';
import { UsageRepository } from './usage.repository';

/** Forgets counters that an engine has released, and takes back what was leased to it of users who are gone from there. */
@Injectable()
export class CounterReleases {
  constructor(
    private readonly db: Database,
    private readonly servers: UsageRepository,
    private readonly reports: ReportRepository,
    private readonly counters: CounterRepository,
    private readonly orders: CounterOrderRepository,
    private readonly leases: LeasesOfServerRepository,
    private readonly usage: NodeUsageService,
  ) {}

  /** What an engine was told to release before, of which nobody knows what became. One of another epoch goes with that. */
  async unresolved(serverId: ServerId, epoch: bigint): Promise<StoredOrder | undefined> {
    const order = await this.orders.find(serverId);
    if (order?.epoch === epoch) return order;
    if (order) await this.orders.remove(order.id);
    return undefined;
  }

  /** Writes down what an engine is going to be told; undefined where something else is under way. All of it is in the books. */
  begin(serverId: ServerId, order: CounterOrder): Promise<StoredOrder | undefined> {
    return this.orders.add(serverId, order);
  }

  /** As the engine has answered. Until then no user may come back: a counter that begins anew would seem to stand too low. */
  async end(serverId: ServerId, order: StoredOrder, answer: ReleasedCounters): Promise<void> {
    while (!(await this.tryToEnd(serverId, order, answer))) await this.usage.settled(serverId);
  }

  /** False while a report waits that may tell of one of these counters: it would be counted from zero. */
  private tryToEnd(serverId: ServerId, order: StoredOrder, answer: ReleasedCounters): Promise<boolean> {
    const { counters, userIds } = released(order, answer);
    return this.db.run(async () => {
      await this.servers.lockServer(serverId);
      const users = [...new Set(counters.map(({ userId }) => userId))];
      if (await this.reports.tellOf(serverId, users)) return false;
      if (!(await this.orders.remove(order.id))) return true;
      await this.counters.remove(serverId, order.epoch, counters);
      await this.leases.drop(serverId, order.epoch, userIds);
      return true;
    });
  }

  /**
   * Of users whose removal the engine has acknowledged, and of whom it has no counters: nothing of theirs is used there any
   * more, and all of it is in the books.
   *
   * @param revision that it had acknowledged before it was asked for counters that are not used
   * @param counted of whom it has some
   */
  async returnLeases(serverId: ServerId, epoch: bigint, revision: bigint, counted: readonly string[]): Promise<void> {
    await this.db.run(async () => {
      await this.leases.lockAccountsOfGone(serverId, revision);
      await this.leases.dropOfGone(serverId, epoch, revision, counted);
    });
  }

  /** Those of other epochs, of which the agent will never tell again. False while reports of them wait for the books. */
  dropOtherEpochs(serverId: ServerId, epoch: bigint): Promise<boolean> {
    return this.db.run(async () => {
      await this.servers.lockServer(serverId);
      if (await this.reports.tellOfOtherEpochs(serverId, epoch)) return false;
      await this.counters.dropOtherEpochs(serverId, epoch);
      return true;
    });
  }
}
