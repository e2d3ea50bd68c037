import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Incidents } from '../incidents/incidents.service';
import type { ServerId } from '../servers/server';
import { Books } from './books.service';
import { CounterRepository, type Growth } from './counter.repository';
import { lastOf, together } from './report';
import { ReportRepository } from './report.repository';
import { UsageRepository } from './usage.repository';

/** Puts what counters grew by, as servers have reported them, into the books. */
@Injectable()
export class UsageBooking {
  constructor(
    private readonly db: Database,
    private readonly servers: UsageRepository,
    private readonly reports: ReportRepository,
    private readonly counters: CounterRepository,
    private readonly books: Books,
    private readonly incidents: Incidents,
  ) {}

  /** Those of the oldest reports of a server that go there together; of one that is gone, nowhere. Answers whether there may be more. */
  bookSome(serverId: ServerId, mostReports: number): Promise<boolean> {
    return this.db.run(async () => {
      const isThere = await this.servers.lockServer(serverId);
      await this.servers.lockBooks(serverId);
      const waiting = await this.reports.oldest(serverId, mostReports);
      const reports = together(waiting);
      const [first] = reports;
      if (!first) return false;
      if (isThere) {
        const growth = await this.counters.move(serverId, reports);
        await this.books.enter(serverId, { epoch: first.epoch, flowedAt: lastOf(reports), ...growth });
        this.db.afterCommit(() => this.note(serverId, growth));
      }
      await this.reports.remove(reports.map(({ id }) => id));
      return reports.length < waiting.length || waiting.length === mostReports;
    });
  }

  private note(serverId: ServerId, { foreign, ranBack }: Growth): void {
    if (foreign > 0) this.incidents.note({ kind: 'foreign_usage', serverId, facts: { counters: String(foreign) } });
    if (ranBack > 0) this.incidents.note({ kind: 'counters_ran_back', serverId, facts: { counters: String(ranBack) } });
  }
}
