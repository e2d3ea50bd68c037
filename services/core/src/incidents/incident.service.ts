import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { type AccountCaller, Audit, CLOCK, type Clock } from '@vortex/kit';
import { type Connection, connectionOf } from '../paging/connection';
import type { Page } from '../paging/page';
import {
  acknowledged,
  begun,
  forgottenBefore,
  type Incident,
  type IncidentId,
  type IncidentNews,
  type Sight,
  sightOf,
} from './incident';
import { IncidentNotFound } from './incident.errors';
import type { IncidentFilter } from './incident-list';
import { IncidentRepository } from './incident.repository';

/** What nodes should not have done, until somebody has taken note of it. */
@Injectable()
export class IncidentService {
  constructor(
    private readonly db: Database,
    private readonly incidents: IncidentRepository,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of one server and kind one after another, as its events come. */
  learn(news: IncidentNews): Promise<void> {
    return this.db.run(async () => {
      if (!(await this.incidents.goOn(news))) await this.incidents.insert(begun(news));
    });
  }

  async page<Node>(
    sight: Sight,
    filter: IncidentFilter,
    wanted: Page,
    toNode: (incident: Incident) => Node,
  ): Promise<Connection<Node>> {
    const found = await this.incidents.page(sight, filter, wanted);
    return connectionOf(wanted, found, toNode, () => this.incidents.count(sight, filter));
  }

  acknowledge(by: AccountCaller, id: IncidentId): Promise<Incident> {
    return this.db.run(async () => {
      const before = await this.incidents.lock(sightOf(by), id);
      if (!before) throw new IncidentNotFound(id);
      const after = acknowledged(before, by, this.clock.now());
      if (after === before) return before;
      await this.incidents.acknowledge(after);
      await this.audit.record({
        action: 'core.incident.acknowledge',
        tenantId: after.tenantId ?? undefined,
        subject: { kind: 'incident', ids: [id], name: after.kind },
        before: { acknowledgedAt: before.acknowledgedAt },
        after: { acknowledgedAt: after.acknowledgedAt },
      });
      return after;
    });
  }

  forgetOld(): Promise<void> {
    return this.incidents.removeBefore(forgottenBefore(this.clock.now()));
  }
}
