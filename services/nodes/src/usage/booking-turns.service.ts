import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, type Log } from '@vortex/kit';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerId } from '../servers/server';
import { EarlierUsage } from './earlier-usage.service';
import { firstPortion, nextPortion, smaller } from './portion';
import { ReportRepository } from './report.repository';
import { UsageBooking } from './usage-booking.service';

/** What a replica has left behind is looked for so often. */
const sweepMs = 5_000;
const longestPauseMs = 1_000;
/** Servers whose reports go into the books at the same time. */
const mostAtOnce = 2;

class Turn {
  end: () => void = () => undefined;
  fail: (err: unknown) => void = () => undefined;
  readonly ended = new Promise<void>((resolve, reject) => Object.assign(this, { end: resolve, fail: reject }));

  constructor(readonly serverId: ServerId) {
    this.ended.catch(() => undefined); // perhaps nobody waits for it
  }
}

/**
 * When the reports of which server go into the books: behind the reports, and server by server, so that the more comes in,
 * the longer a server waits for its turn, and the more of its reports go there as one.
 */
@Injectable()
export class BookingTurns implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly waiting = new Map<ServerId, Turn>();
  private readonly underWay = new Map<ServerId, Promise<void>>();
  private readonly portions = new Map<ServerId, number>();
  private timer: NodeJS.Timeout | undefined;
  private readonly stopping = new AbortController();

  constructor(
    private readonly reports: ReportRepository,
    private readonly booking: UsageBooking,
    private readonly earlier: EarlierUsage,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), sweepMs).unref();
  }

  /** Ends behind the transactions under way: what waits is there for the next start. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    for (const turn of this.waiting.values()) turn.end();
    await Promise.all(this.underWay.values());
  }

  /** Resolves when what a server has reported until now is there. */
  async soon(serverId: ServerId): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const turn = this.waiting.get(serverId) ?? new Turn(serverId);
    this.waiting.set(serverId, turn);
    this.begin();
    return turn.ended;
  }

  private begin(): void {
    for (const turn of this.waiting.values()) {
      if (this.underWay.size >= mostAtOnce || this.stopping.signal.aborted) return;
      if (this.underWay.has(turn.serverId)) continue;
      this.waiting.delete(turn.serverId);
      const taking = this.take(turn).finally(() => {
        this.underWay.delete(turn.serverId);
        this.begin();
      });
      this.underWay.set(turn.serverId, taking);
    }
  }

  private async take({ serverId, end, fail }: Turn): Promise<void> {
    const { signal } = this.stopping;
    const startedAt = performance.now();
    try {
      for (let isMore = true; isMore && !signal.aborted;) isMore = await this.bookPortion(serverId);
      end();
    } catch (err) {
      this.log.error({ err, serverId }, 'usage could not be put into the books; it waits');
      fail(err);
    }
    // As long again for the reports themselves: what comes meanwhile goes into the books as one.
    const pauseMs = Math.min(performance.now() - startedAt, longestPauseMs);
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }

  private async bookPortion(serverId: ServerId): Promise<boolean> {
    const reports = this.portions.get(serverId) ?? firstPortion;
    const startedAt = performance.now();
    try {
      const isMore = await this.booking.bookSome(serverId, reports);
      this.portions.set(serverId, nextPortion(reports, performance.now() - startedAt));
      return isMore;
    } catch (err) {
      this.portions.set(serverId, smaller(reports));
      throw err;
    }
  }

  private async sweep(): Promise<void> {
    try {
      for (const serverId of await this.reports.servers()) this.soon(serverId).catch(() => undefined);
      await this.earlier.book();
    } catch (err) {
      this.log.warn({ err }, 'usage that waits could not be looked for');
    }
  }
}
