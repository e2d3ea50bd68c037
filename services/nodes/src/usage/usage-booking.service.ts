import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@vortex/database';
import { LOG, type Log } from '@vortex/kit';
import { setTimeout as sleep } from 'node:timers/promises';
import { NodeWake } from '../agents/node-wake.service';
import { LineRepository } from '../people/line.repository';
import { QuotaRepository } from '../quota/quota.repository';
import { QuotaService } from '../quota/quota.service';
import type { ServerId } from '../servers/server';
import { CounterRepository } from './counter.repository';
import { lastOf, together } from './pending-usage';
import { type PendingItem, PendingUsageRepository } from './pending-usage.repository';
import { UsageRepository } from './usage.repository';
import { UsageService } from './usage.service';

/** Reports of one transaction: an engine tells every second, so that most of them are of the same users. */
const mostReports = 50;
/** What a replica has left behind is looked for so often. */
const sweepMs = 5_000;
const longestPauseMs = 1_000;

/**
 * Puts what reports have brought into the books: hours, days, accounts, leases, and the word to other services. Behind the
 * report, so that reports that come faster than this goes are put there together.
 */
@Injectable()
export class UsageBooking implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly running = new Map<ServerId, { again: boolean; ended: Promise<void> }>();
  private timer: NodeJS.Timeout | undefined;
  private readonly stopping = new AbortController();

  constructor(
    private readonly db: Database,
    private readonly pending: PendingUsageRepository,
    private readonly books: UsageRepository,
    private readonly usage: UsageService,
    private readonly counters: CounterRepository,
    private readonly quota: QuotaRepository,
    private readonly leases: QuotaService,
    private readonly line: LineRepository,
    private readonly wake: NodeWake,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), sweepMs).unref();
  }

  /** Ends behind the transactions under way: what waits is there for the next start. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    await Promise.allSettled([...this.running.values()].map(({ ended }) => ended));
  }

  /** Resolves when what a server has reported until now is there. */
  soon(serverId: ServerId): Promise<void> {
    const known = this.running.get(serverId);
    if (known) {
      known.again = true;
      return known.ended;
    }
    const run = { again: true, ended: Promise.resolve() };
    this.running.set(serverId, run);
    run.ended = this.run(serverId, run);
    run.ended.catch((err: unknown) =>
      this.log.error({ err, serverId }, 'usage could not be put into the books; it waits'),
    );
    return run.ended;
  }

  private async run(serverId: ServerId, run: { again: boolean }): Promise<void> {
    const { signal } = this.stopping;
    try {
      while (run.again && !signal.aborted) {
        run.again = false;
        await this.bookAll(serverId, signal);
      }
    } finally {
      this.running.delete(serverId); // before anybody else can ask for another turn of it
    }
  }

  private async bookAll(serverId: ServerId, signal: AbortSignal): Promise<void> {
    for (let isMore = true; isMore && !signal.aborted;) {
      const startedAt = performance.now();
      isMore = await this.bookSome(serverId);
      // As long again for the reports themselves: what comes meanwhile goes into the books as one.
      const pauseMs = Math.min(performance.now() - startedAt, longestPauseMs);
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async sweep(): Promise<void> {
    try {
      for (const serverId of await this.pending.servers()) this.soon(serverId).catch(() => undefined);
    } catch (err) {
      this.log.warn({ err }, 'usage that waits could not be looked for');
    }
  }

  /** Whether there may be more. */
  private bookSome(serverId: ServerId): Promise<boolean> {
    return this.db.run(async () => {
      await this.books.lockBooks(serverId);
      const waiting = await this.pending.oldest(serverId, mostReports);
      const reports = together(waiting);
      const [first] = reports;
      if (!first) return false;
      const { items, charges } = await this.pending.take(reports.map(({ id }) => id));
      const flowedAt = lastOf(reports);
      const charged = await this.usage.add(
        serverId,
        items.map((item) => ({ ...item, flowedAt })),
      );
      await this.quota.consume(charged);
      await this.quota.noteCharges(serverId, first.epoch, charges);
      await this.raiseLeases(serverId, items);
      return reports.length < waiting.length || waiting.length === mostReports;
    });
  }

  private async raiseLeases(serverId: ServerId, items: readonly PendingItem[]): Promise<void> {
    const limited = new Set(items.filter(({ isLimited }) => isLimited).map(({ userId }) => userId));
    if (limited.size === 0) return;
    const low = await this.leases.runningLow(serverId, [...limited]);
    if (low.length === 0) return;
    await this.line.lock();
    await this.counters.tellAgain(serverId, low, await this.line.advance());
    this.wake.afterCommit([serverId]);
  }
}
