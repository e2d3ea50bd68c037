import { Inject, Injectable } from '@nestjs/common';
import type { UsageReport } from '@vortex/contracts/tunnel';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, isId } from '@vortex/kit';
import type { Incident } from '../incidents/incident';
import { Incidents } from '../incidents/incidents.service';
import type { ServerId } from '../servers/server';
import { ServerNotFound } from '../servers/server.errors';
import { type Counter, distinct, flowed, ranBack } from './counter';
import { CounterRepository } from './counter.repository';
import { PendingUsageRepository } from './pending-usage.repository';
import { UsageBooking } from './usage-booking.service';
import { UsageRepository } from './usage.repository';

/** A report kept so long is dated to the oldest hour that is still asked for. */
const oldestMs = 60 * 24 * 60 * 60_000;

/** Reports of a server that may wait to be put into the books, before further ones wait to be taken. */
const mostWaiting = 20;

/** Takes the counters of nodes: what they grew by is usage. */
@Injectable()
export class NodeUsageService {
  private readonly waiting = new Map<ServerId, number>();

  constructor(
    private readonly db: Database,
    private readonly servers: UsageRepository,
    private readonly counters: CounterRepository,
    private readonly pending: PendingUsageRepository,
    private readonly booking: UsageBooking,
    private readonly incidents: Incidents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param skewMs how far the server's clock is ahead
   * @param isLatest it stood so behind everything the stream has brought: an older report may well stand lower
   */
  async take(serverId: ServerId, report: UsageReport, skewMs: number, isLatest = false): Promise<void> {
    const epoch = BigInt.asIntN(64, report.epoch);
    const given = countersFrom(report);
    if (given.length === 0) return;
    const flowedAt = this.moment(report.at, skewMs);
    let found: Incident[] = [];
    await this.db.run(async () => {
      found = []; // it may run again
      if (!(await this.servers.lockServer(serverId))) throw new ServerNotFound(serverId);
      const known = await this.counters.known(serverId, epoch, given);
      const served = given.filter((_, n) => known[n]?.isServed);
      if (served.length < given.length) {
        const counters = String(given.length - served.length);
        found.push({ kind: 'foreign_usage', serverId, facts: { counters } });
      }
      const before = known.filter(({ isServed }) => isServed).map((one) => one.before);
      const back = isLatest ? ranBack(before, served) : 0;
      if (back > 0) found.push({ kind: 'counters_ran_back', serverId, facts: { counters: String(back) } });
      const grown = flowed(before, served);
      if (grown.length === 0) return;
      const [heardOf, unheard] = [served.filter((_, n) => before[n]), served.filter((_, n) => !before[n])];
      await this.counters.update(serverId, epoch, heardOf);
      await this.counters.add(serverId, epoch, unheard);
      const users = new Set(grown.map(({ userId }) => userId));
      const charges = report.charges.filter(({ userId }) => users.has(userId));
      await this.pending.add(serverId, epoch, flowedAt, grown, charges);
    });
    for (const incident of found) this.incidents.note(incident);
    await this.book(serverId);
  }

  /** Resolves when nothing that a server has reported until now waits for the books. */
  async settled(serverId: ServerId): Promise<void> {
    if ((await this.pending.oldest(serverId, 1)).length > 0) await this.booking.soon(serverId);
  }

  /** Behind the report, which has nothing to wait for unless too much waits already. */
  private async book(serverId: ServerId): Promise<void> {
    const waiting = (this.waiting.get(serverId) ?? 0) + 1;
    this.waiting.set(serverId, waiting);
    const booked = this.booking.soon(serverId).then(() => void this.waiting.delete(serverId));
    booked.catch(() => undefined); // told by it
    if (waiting >= mostWaiting) await booked;
  }

  private moment(at: Date | undefined, skewMs: number): Date {
    const now = this.clock.now().getTime();
    const told = (at?.getTime() ?? now) - skewMs;
    return new Date(Math.min(Math.max(told, now - oldestMs), now));
  }
}

function countersFrom({ counters }: UsageReport): Counter[] {
  return distinct(
    counters.flatMap(({ userId, deviceId, inboundTag: inboundId, uplinkBytes, downlinkBytes }) =>
      isId(userId) && isId(deviceId) && isId(inboundId)
        ? [{ userId, deviceId, inboundId, uplinkBytes, downlinkBytes }]
        : [],
    ),
  );
}
