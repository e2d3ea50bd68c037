import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { RateLimiter } from '@vortex/cache';
import { Database } from '@vortex/database';
import { Audit, LOG, type Log, Metrics, RATE_LIMITER } from '@vortex/kit';
import { ServerRepository } from '../servers/server.repository';
import { type Incident, incidentKinds } from './incident';
import { IncidentNews } from './incident-news.service';

/** One that goes on is told of again behind this. */
const rule = { limit: 1, windowMs: 10 * 60_000 } as const;
/** Strangers can cause as many as they like; a person reads so many. */
const ofStrangers = { limit: 6, windowMs: 10 * 60_000 } as const;

/** Puts on record what nodes should not have done, tells of it and counts it: by that people hear of it. */
@Injectable()
export class Incidents implements OnApplicationShutdown {
  private readonly underWay = new Set<Promise<void>>();
  private readonly counted;

  constructor(
    private readonly db: Database,
    private readonly servers: ServerRepository,
    private readonly audit: Audit,
    private readonly news: IncidentNews,
    @Inject(RATE_LIMITER) private readonly turns: RateLimiter,
    @Inject(LOG) private readonly log: Log,
    metrics: Metrics,
  ) {
    this.counted = metrics.counter('vortex_node_incidents_total', 'What nodes did that they should not.', ['kind']);
    // From nothing to one is no increase to a collector; from zero it is.
    for (const kind of incidentKinds) this.counted.inc({ kind }, 0);
  }

  /** Returns at once: whoever caused it is answered all the same. */
  note(incident: Incident): void {
    this.counted.inc({ kind: incident.kind });
    this.news.add(incident);
    const noted = this.record(incident)
      .catch((err: unknown) => this.log.error({ err, kind: incident.kind }, 'an incident could not be put on record'))
      .finally(() => this.underWay.delete(noted));
    this.underWay.add(noted);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async record({ kind, serverId, facts = {} }: Incident): Promise<void> {
    const { allowed } = await this.turns.consume(
      `nodes:incident:${kind}:${serverId ?? ''}`,
      serverId ? rule : ofStrangers,
    );
    if (!allowed) return;
    this.log.warn({ kind, serverId, ...facts }, 'a node did what it should not');
    const [server] = serverId ? await this.servers.findMany({ platform: true }, [serverId]) : [];
    await this.db.run(() =>
      this.audit.record({
        action: 'nodes.node.incident',
        tenantId: server?.tenantId,
        subject: { kind: 'server', ids: server ? [server.id] : [], name: server?.name },
        after: { incident: kind, ...facts },
      }),
    );
  }
}
