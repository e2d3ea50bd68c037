import { Inject, Injectable } from '@nestjs/common';
import type { UsageCounter, UsageReport } from '@vortex/contracts/tunnel';
import { CLOCK, type Clock, isId } from '@vortex/kit';
import type { ServerId } from '../servers/server';
import { BookingTurns } from './booking-turns.service';
import { type ReportingStream, ReportRepository } from './report.repository';

/** A report kept so long is dated to the oldest hour that is still asked for. */
const oldestMs = 60 * 24 * 60 * 60_000;

/** Reports of a server that may wait to be put into the books, before further ones wait to be taken. */
const mostWaiting = 20;

/** Takes the counters of nodes: what they grew by is usage. */
@Injectable()
export class NodeUsageService {
  private readonly waiting = new Map<ServerId, number>();

  constructor(
    private readonly reports: ReportRepository,
    private readonly turns: BookingTurns,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * False where another stream of the server counts now: what one before it still holds may be of counters that are released.
   *
   * @param skewMs how far the server's clock is ahead
   * @param isLatest it stood so behind everything the stream has brought: an older report may well stand lower
   */
  async take(stream: ReportingStream, report: UsageReport, skewMs: number, isLatest = false): Promise<boolean> {
    const counters = report.counters.filter(isOurs);
    if (counters.length === 0) return true;
    const taken = await this.reports.add(stream, {
      ...{ epoch: BigInt.asIntN(64, report.epoch), flowedAt: this.moment(report.at, skewMs), isLatest, counters },
      charges: report.charges.filter(({ userId }) => isId(userId)),
    });
    if (taken) await this.book(stream.serverId);
    return taken;
  }

  /** Resolves when nothing that a server has reported until now waits for the books. */
  async settled(serverId: ServerId): Promise<void> {
    if ((await this.reports.oldest(serverId, 1)).length > 0) await this.turns.soon(serverId);
  }

  /** Behind the report, which has nothing to wait for unless too much waits already. */
  private async book(serverId: ServerId): Promise<void> {
    const waiting = (this.waiting.get(serverId) ?? 0) + 1;
    this.waiting.set(serverId, waiting);
    const booked = this.turns.soon(serverId).then(() => void this.waiting.delete(serverId));
    booked.catch(() => undefined); // told by it
    if (waiting >= mostWaiting) await booked;
  }

  private moment(at: Date | undefined, skewMs: number): Date {
    const now = this.clock.now().getTime();
    const told = (at?.getTime() ?? now) - skewMs;
    return new Date(Math.min(Math.max(told, now - oldestMs), now));
  }
}

/** An agent of nobody's making may tell anything. */
function isOurs({ userId, deviceId, inboundTag }: UsageCounter): boolean {
  return isId(userId) && isId(deviceId) && isId(inboundTag);
}
