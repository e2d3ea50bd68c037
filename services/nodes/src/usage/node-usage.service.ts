import { Inject, Injectable } from '@nestjs/common';
import type { UsageReport } from '@vortex/contracts/tunnel';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, isId } from '@vortex/kit';
import { NodeWake } from '../agents/node-wake.service';
import type { Incident } from '../incidents/incident';
import { Incidents } from '../incidents/incidents.service';
import { LineRepository } from '../people/line.repository';
import { QuotaRepository } from '../quota/quota.repository';
import { QuotaService } from '../quota/quota.service';
import type { ServerId } from '../servers/server';
import { ServerNotFound } from '../servers/server.errors';
import { type Counter, flowed, ranBack } from './counter';
import { CounterRepository, type ServedUser } from './counter.repository';
import { UsageRepository } from './usage.repository';
import { UsageService } from './usage.service';

/** A report kept so long is dated to the oldest hour that is still asked for. */
const oldestMs = 60 * 24 * 60 * 60_000;

/** Takes the counters of nodes: what they grew by is usage, and what of it was charged comes off the users' leases. */
@Injectable()
export class NodeUsageService {
  constructor(
    private readonly db: Database,
    private readonly usage: UsageService,
    private readonly servers: UsageRepository,
    private readonly counters: CounterRepository,
    private readonly quota: QuotaRepository,
    private readonly leases: QuotaService,
    private readonly line: LineRepository,
    private readonly wake: NodeWake,
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
      const users = [...new Set(given.map(({ userId }) => userId))];
      const served = await this.counters.served(serverId, users);
      const known = given.filter(({ userId }) => served.has(userId));
      if (known.length < given.length) {
        const counters = String(given.length - known.length);
        found.push({ kind: 'foreign_usage', serverId, facts: { counters } });
      }
      const last = await this.counters.last(serverId, epoch, known);
      const back = isLatest ? ranBack(last, known) : 0;
      if (back > 0) found.push({ kind: 'counters_ran_back', serverId, facts: { counters: String(back) } });
      const grown = flowed(last, known);
      if (grown.length === 0) return;
      await this.counters.save(serverId, epoch, known, last);
      const items = grown.map((item) => ({ ...item, tenantId: served.get(item.userId)?.tenantId ?? '', flowedAt }));
      const charged = await this.usage.add(serverId, items);
      await this.settle(serverId, epoch, report, charged, served);
    });
    for (const incident of found) this.incidents.note(incident);
  }

  private async settle(
    serverId: ServerId,
    epoch: bigint,
    report: UsageReport,
    charged: readonly { userId: string; flowedAt: Date; chargedBytes: bigint }[],
    served: ReadonlyMap<string, ServedUser>,
  ): Promise<void> {
    const users = [...new Set(charged.map(({ userId }) => userId))];
    const known = new Set(users);
    await this.quota.consume(charged);
    await this.quota.noteCharges(
      serverId,
      epoch,
      report.charges.filter(({ userId }) => known.has(userId)),
    );
    const limited = users.filter((id) => served.get(id)?.isLimited);
    const low = limited.length > 0 ? await this.leases.runningLow(serverId, limited) : [];
    if (low.length === 0) return;
    await this.line.lock();
    await this.counters.tellAgain(serverId, low, await this.line.advance());
    this.wake.afterCommit([serverId]);
  }

  private moment(at: Date | undefined, skewMs: number): Date {
    const now = this.clock.now().getTime();
    const told = (at?.getTime() ?? now) - skewMs;
    return new Date(Math.min(Math.max(told, now - oldestMs), now));
  }
}

function countersFrom({ counters }: UsageReport): Counter[] {
  return counters.flatMap(({ inboundTag: inboundId, ...counter }) =>
    [counter.userId, counter.deviceId, inboundId].every(isId) ? [{ ...counter, inboundId }] : [],
  );
}
