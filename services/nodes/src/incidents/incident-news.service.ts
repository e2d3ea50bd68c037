import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { NodeIncident } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, LOG, type Log } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { setTimeout as pause } from 'node:timers/promises';
import { ServerRepository } from '../servers/server.repository';
import type { Incident } from './incident';
import { IncidentTally, type Tallied } from './incident-tally';

/** What strangers can cause as often as they like is told together. */
const everyMs = 1_000;

/** Tells core of incidents, so that somebody sees them: the first of a kind at once, more of them once a second. */
@Injectable()
export class IncidentNews implements OnApplicationShutdown {
  private readonly tally = new IncidentTally();
  private readonly ending = new AbortController();
  private telling: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly servers: ServerRepository,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Returns at once. */
  add({ kind, serverId }: Incident): void {
    this.tally.add(kind, serverId ?? '', this.clock.now());
    this.telling ??= this.tellAll();
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.telling;
    await this.tell(this.tally.take());
  }

  private async tellAll(): Promise<void> {
    const { signal } = this.ending;
    while (!this.tally.isEmpty && !signal.aborted) {
      await this.tell(this.tally.take());
      await pause(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
    this.telling = undefined;
  }

  private async tell(tallied: readonly Tallied[]): Promise<void> {
    if (tallied.length === 0) return;
    try {
      const serverIds = [...new Set(tallied.flatMap(({ serverId }) => serverId || []))];
      const known = await this.servers.findMany({ platform: true }, serverIds);
      const tenants = new Map<string, string>(known.map(({ id, tenantId }) => [id, tenantId]));
      const items = tallied.map((one) => {
        const tenantId = tenants.get(one.serverId) ?? '';
        const serverId = tenantId ? one.serverId : '';
        return { event: { ...one, serverId, tenantId }, aggregateId: serverId || one.kind, tenantId };
      });
      await this.db.run(() => this.outbox.addAll(NodeIncident, items));
    } catch (err) {
      this.log.error({ err }, 'incidents could not be told of yet');
      this.tally.putBack(tallied);
    }
  }
}
