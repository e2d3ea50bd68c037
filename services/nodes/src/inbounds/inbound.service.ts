import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, type Scope } from '@vortex/kit';
import { type PageFound, pageFound, type PageWanted } from '../access/list-page';
import type { Validated } from '../configurations/version';
import { VersionService } from '../configurations/version.service';
import type { ServerId } from '../servers/server';
import { ServerRepository } from '../servers/server.repository';
import { acceptSettings } from '../settings/inbound-settings';
import { addressPoolConflict } from './address-pool-conflict';
import { type Inbound, type InboundChange, type InboundId, type InboundProperties, newInbound } from './inbound';
import { changedBy } from './inbound-change';
import { InboundNews } from './inbound-news.service';
import { inboundRecord } from './inbound-record';
import { AddressPoolTaken, expectInboundRevision, PortTaken } from './inbound.errors';
import { type InboundFilter, InboundRepository } from './inbound.repository';
import { inboundOrder, type InboundSort } from './inbound-sort';
import { portConflict } from './port-conflict';

/** Why somebody changes an inbound, and who has looked at what comes of it. */
export interface Why {
  readonly reason: string;
  readonly validated?: Validated | undefined;
}

const noReason: Why = { reason: '' };

export interface InboundsWanted {
  readonly filter: InboundFilter;
  readonly sort: readonly InboundSort[];
  readonly page: PageWanted;
  readonly withTotal: boolean;
}

/** Inbounds of a server change one after another, under its lock: only so is a port that was free still free. */
@Injectable()
export class InboundService {
  constructor(
    private readonly db: Database,
    private readonly servers: ServerRepository,
    private readonly inbounds: InboundRepository,
    private readonly news: InboundNews,
    private readonly versions: VersionService,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  create(scope: Scope, serverId: ServerId, given: InboundProperties, why: Why = noReason): Promise<Inbound> {
    const properties = { ...given, settings: acceptSettings(given, given.settings) };
    return this.db.run(async () => {
      const server = await this.servers.lock(scope, serverId);
      await this.versions.begin(server);
      const inbound = newInbound(server, properties, this.clock.now());
      await this.expectRoom(inbound);
      await this.inbounds.insert(inbound);
      await this.versions.record(server, { cause: 'inbound_created', ...why });
      await this.news.changed(inbound);
      await this.news.bring(serverId, [inbound.id]);
      await this.audit.record(inboundRecord(undefined, inbound));
      return inbound;
    });
  }

  update(
    scope: Scope,
    id: InboundId,
    change: InboundChange,
    expectedRevision?: bigint,
    why: Why = noReason,
  ): Promise<Inbound> {
    return this.db.run(async () => {
      const { inbound: before, server } = await this.lock(scope, id);
      const after = changedBy(before, change, this.clock.now());
      expectInboundRevision(before, after, expectedRevision);
      if (after === before) return before;
      await this.versions.begin(server);
      await this.expectRoom(after);
      await this.inbounds.save(after);
      await this.versions.record(server, { cause: 'inbound_changed', ...why });
      await this.news.changed(after);
      await this.news.bring(server.id, [id]);
      await this.audit.record(inboundRecord(before, after));
      return after;
    });
  }

  delete(scope: Scope, id: InboundId, why: Why = noReason): Promise<void> {
    return this.db.run(async () => {
      const { inbound, server } = await this.lock(scope, id);
      await this.versions.begin(server);
      await this.inbounds.delete(id);
      await this.versions.record(server, { cause: 'inbound_deleted', ...why });
      await this.news.removed(inbound);
      await this.news.bring(server.id, [id]);
      await this.audit.record(inboundRecord(inbound, undefined));
    });
  }

  find(scope: Scope, id: InboundId): Promise<Inbound> {
    return this.inbounds.find(scope, id);
  }

  findMany(scope: Scope, ids: readonly string[]): Promise<Inbound[]> {
    return this.inbounds.findMany(scope, ids);
  }

  onServers(scope: Scope, serverIds: readonly string[]): Promise<Inbound[]> {
    return this.inbounds.onServers(scope, serverIds);
  }

  async list(scope: Scope, { filter, sort, page, withTotal }: InboundsWanted): Promise<PageFound<Inbound>> {
    const [found, totalCount] = await Promise.all([
      this.inbounds.list(scope, filter, sort, page),
      withTotal ? this.inbounds.count(scope, filter) : undefined,
    ]);
    return pageFound(page, found, (inbound) => inboundOrder.cursor(sort, inbound), totalCount);
  }

  private async lock(scope: Scope, id: InboundId) {
    const server = await this.servers.lock(scope, await this.inbounds.serverOf(scope, id));
    return { server, inbound: await this.inbounds.find(scope, id) };
  }

  /** Throws when another inbound of the server is in the way. */
  private async expectRoom(inbound: Inbound): Promise<void> {
    const { id, serverId, tenantId } = inbound;
    for (const other of await this.inbounds.onServers({ tenantId }, [serverId])) {
      if (other.id === id) continue;
      const port = portConflict(inbound, other);
      if (port) throw new PortTaken(other, port);
      const pool = addressPoolConflict(inbound, other);
      if (pool) throw new AddressPoolTaken(other, pool);
    }
  }
}
