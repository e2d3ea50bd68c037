import { Inject, Injectable } from '@nestjs/common';
import { InboundChanged, InboundRemoved } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, type Scope } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { type PageFound, pageFound, type PageWanted } from '../access/list-page';
import { NodeWake } from '../agents/node-wake.service';
import { PeopleService } from '../people/people.service';
import type { ServerId } from '../servers/server';
import { expectRevision } from '../servers/server.errors';
import { ServerRepository } from '../servers/server.repository';
import { acceptSettings } from '../settings/inbound-settings';
import { secretPathsOf } from '../settings/secret-paths';
import { putSecrets, takeSecrets } from '../settings/secrets';
import { addressPoolConflict } from './address-pool-conflict';
import {
  changed,
  type Inbound,
  type InboundChange,
  type InboundId,
  type InboundProperties,
  newInbound,
} from './inbound';
import { portsOf } from './inbound-input';
import { inboundRecord } from './inbound-record';
import { inboundChanged } from './inbound-message';
import { AddressPoolTaken, PortTaken } from './inbound.errors';
import { type InboundFilter, InboundRepository } from './inbound.repository';
import { portConflict } from './port-conflict';

/** Inbounds of a server change one after another, under its lock: only so is a port that was free still free. */
@Injectable()
export class InboundService {
  constructor(
    private readonly db: Database,
    private readonly servers: ServerRepository,
    private readonly inbounds: InboundRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly people: PeopleService,
    private readonly wake: NodeWake,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  create(scope: Scope, serverId: ServerId, given: InboundProperties): Promise<Inbound> {
    const properties = { ...given, settings: acceptSettings(given, given.settings) };
    return this.db.run(async () => {
      const inbound = newInbound(await this.servers.lock(scope, serverId), properties, this.clock.now());
      await this.expectRoom(inbound);
      await this.inbounds.insert(inbound);
      await this.tell(inbound);
      await this.bring(inbound);
      await this.audit.record(inboundRecord(undefined, inbound));
      return inbound;
    });
  }

  update(scope: Scope, id: InboundId, change: InboundChange, expectedRevision?: bigint): Promise<Inbound> {
    return this.db.run(async () => {
      const before = await this.lock(scope, id);
      expectRevision(before, expectedRevision);
      const after = changed(before, withSettings(before, portsOf(before, change)), this.clock.now());
      if (after === before) return before;
      await this.expectRoom(after);
      await this.inbounds.save(after);
      await this.tell(after);
      await this.bring(after);
      await this.audit.record(inboundRecord(before, after));
      return after;
    });
  }

  delete(scope: Scope, id: InboundId): Promise<void> {
    return this.db.run(async () => {
      const inbound = await this.lock(scope, id);
      const { serverId, tenantId, revision } = inbound;
      await this.inbounds.delete(id);
      await this.bring(inbound);
      const event = { inboundId: id, serverId, tenantId, revision: revision + 1n };
      await this.outbox.add(InboundRemoved, event, { aggregateId: id, tenantId });
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

  async list(scope: Scope, filter: InboundFilter, page: PageWanted, withTotal: boolean): Promise<PageFound<Inbound>> {
    const [found, totalCount] = await Promise.all([
      this.inbounds.list(scope, filter, page),
      withTotal ? this.inbounds.count(scope, filter) : undefined,
    ]);
    return pageFound(page, found, ({ tag, id }) => ({ key: tag, id }), totalCount);
  }

  private async lock(scope: Scope, id: InboundId): Promise<Inbound> {
    await this.servers.lock(scope, await this.inbounds.serverOf(scope, id));
    return this.inbounds.find(scope, id);
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

  /** Its node serves it anew, and those who have it get what it takes now. */
  private async bring({ id, serverId }: Inbound): Promise<void> {
    await this.people.replaceUsersOf([id]);
    this.wake.afterCommit([serverId]);
  }

  private tell(inbound: Inbound): Promise<void> {
    const { id, tenantId } = inbound;
    return this.outbox.add(InboundChanged, inboundChanged(inbound), { aggregateId: id, tenantId });
  }
}

/** The change with settings accepted for what the inbound becomes: given anew, with the secrets it has, or as they are. */
function withSettings(before: Inbound, change: InboundChange): InboundChange {
  const kind = { ...before, ...change };
  const paths = secretPathsOf(kind);
  const { secrets } = takeSecrets(before.settings, paths);
  const given = change.settings ? putSecrets(change.settings, paths, secrets) : before.settings;
  return { ...change, settings: acceptSettings(kind, given) };
}
