import { Inject, Injectable } from '@nestjs/common';
import { ServerChanged, ServerRemoved } from '@vortex/contracts/nodes';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, type Scope, type TenantId } from '@vortex/kit';
import { Outbox } from '@vortex/messaging';
import { NodeWake } from '../agents/node-wake.service';
import { PeopleService } from '../people/people.service';
import { changed, newServer, type Server, type ServerId, type ServerProperties } from './server';
import { serverRecord } from './server-record';
import { serverChanged } from './server-message';
import { expectWay } from './server-state';
import { expectRevision } from './server.errors';
import { type ServerFilter, type ServerPlace, ServerRepository } from './server.repository';

export interface ServerPage {
  readonly servers: readonly Server[];
  readonly hasNextPage: boolean;
}

@Injectable()
export class ServerService {
  constructor(
    private readonly db: Database,
    private readonly servers: ServerRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly people: PeopleService,
    private readonly wake: NodeWake,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  create(tenantId: TenantId, properties: ServerProperties): Promise<Server> {
    const server = newServer(tenantId, properties, this.clock.now());
    return this.db.run(async () => {
      await this.servers.insert(server);
      await this.tell(server);
      await this.audit.record(serverRecord(undefined, server));
      return server;
    });
  }

  update(scope: Scope, id: ServerId, change: Partial<ServerProperties>, expectedRevision?: bigint): Promise<Server> {
    return this.db.run(async () => {
      const before = await this.servers.lock(scope, id);
      expectRevision(before, expectedRevision);
      expectWay(before.state, change.state ?? before.state);
      const after = changed(before, change, this.clock.now());
      if (after === before) return before;
      await this.servers.save(before, after);
      await this.tell(after);
      if (before.state !== after.state) await this.people.replaceUsersOf(await this.servers.inboundIds(id));
      this.wake.afterCommit([id]);
      await this.audit.record(serverRecord(before, after));
      return after;
    });
  }

  drain(scope: Scope, id: ServerId): Promise<Server> {
    return this.update(scope, id, { state: 'draining' });
  }

  delete(scope: Scope, id: ServerId): Promise<void> {
    return this.db.run(async () => {
      const server = await this.servers.lock(scope, id);
      const { tenantId, revision } = server;
      await this.servers.delete(id);
      this.wake.afterCommit([id], 'revoked');
      const event = { serverId: id, tenantId, revision: revision + 1n };
      await this.outbox.add(ServerRemoved, event, { aggregateId: id, tenantId });
      await this.audit.record(serverRecord(server, undefined));
    });
  }

  find(scope: Scope, id: ServerId): Promise<Server> {
    return this.servers.find(scope, id);
  }

  findMany(scope: Scope, ids: readonly string[]): Promise<Server[]> {
    return this.servers.findMany(scope, ids);
  }

  async list(scope: Scope, filter: ServerFilter, limit: number, after?: ServerPlace): Promise<ServerPage> {
    const found = await this.servers.list(scope, filter, limit + 1, after);
    return { servers: found.slice(0, limit), hasNextPage: found.length > limit };
  }

  private tell(server: Server): Promise<void> {
    const { id, tenantId } = server;
    return this.outbox.add(ServerChanged, serverChanged(server), { aggregateId: id, tenantId });
  }
}
