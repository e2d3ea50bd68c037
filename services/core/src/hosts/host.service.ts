import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import {
  Audit,
  CLOCK,
  type Clock,
  deedOf,
  InvalidInput,
  PermissionDenied,
  type Scope,
  type TenantId,
} from '@vortex/kit';
import { ProjectedInbounds } from '../inbounds/projected-inbounds.repository';
import { type Connection, connectionOf } from '../paging/connection';
import type { Page } from '../paging/page';
import { changedHost, type Host, type HostFields, type HostId, newHost, reordered } from './host';
import { HostChangedMeanwhile, HostNotFound } from './host.errors';
import type { HostPatch } from './host-input';
import { type HostFilter, HostRepository } from './host.repository';

@Injectable()
export class HostService {
  constructor(
    private readonly db: Database,
    private readonly hosts: HostRepository,
    private readonly inbounds: ProjectedInbounds,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page(scope: Scope, filter: HostFilter, page: Page): Promise<Connection<Host>> {
    const found = await this.hosts.page(scope, filter, page);
    return connectionOf(
      page,
      found,
      (host) => host,
      () => this.hosts.count(scope, filter),
    );
  }

  find(scope: Scope, id: HostId): Promise<Host | undefined> {
    return this.hosts.find(scope, id);
  }

  /** At the end of the list. */
  create(scope: Scope, fields: HostFields): Promise<Host> {
    const tenantId = tenantOf(scope);
    return this.db.run(async () => {
      await this.checkInbound(scope, fields.inboundId);
      const others = await this.hosts.lockAll(tenantId);
      const host = newHost(tenantId, fields, others.length, this.clock.now());
      await this.hosts.insert(host);
      await this.record(host, undefined, host);
      return host;
    });
  }

  update(scope: Scope, id: HostId, { expectedRevision, ...said }: HostPatch): Promise<Host> {
    return this.change(scope, id, async (host) => {
      if (expectedRevision !== undefined && BigInt(expectedRevision) !== host.revision) {
        throw new HostChangedMeanwhile(id, host.revision);
      }
      if (said.inboundId) await this.checkInbound(scope, said.inboundId);
      const change = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
      const next = changedHost(host, change, this.clock.now());
      await this.hosts.save(next);
      return next;
    });
  }

  async delete(scope: Scope, id: HostId): Promise<void> {
    await this.change(scope, id, async () => {
      await this.hosts.delete(id);
      return undefined;
    });
  }

  /** The named ones first, in the order they are named; the others behind them, as they stood. */
  reorder(scope: Scope, named: readonly HostId[]): Promise<readonly Host[]> {
    const tenantId = tenantOf(scope);
    return this.db.run(async () => {
      const hosts = await this.hosts.lockAll(tenantId);
      const unknown = named.find((id) => !hosts.some((host) => host.id === id));
      if (unknown) throw new HostNotFound(unknown);
      const order = reordered(hosts, named, this.clock.now());
      for (const host of order.filter((one) => !hosts.includes(one))) await this.hosts.save(host);
      const subject = { kind: 'host', ids: named };
      const [before, after] = [hosts, order].map((list) => ({ order: list.map(({ remark }) => remark) }));
      await this.audit.record({ action: 'core.host.reorder', tenantId, subject, before, after });
      return order;
    });
  }

  private async change(scope: Scope, id: HostId, step: (host: Host) => Promise<Host | undefined>): Promise<Host> {
    const tenantId = tenantOf(scope);
    return this.db.run(async () => {
      const host = (await this.hosts.lockAll(tenantId)).find((one) => one.id === id);
      if (!host) throw new HostNotFound(id);
      const next = await step(host);
      await this.record(host, host, next);
      return next ?? host;
    });
  }

  private async checkInbound(scope: Scope, id: string): Promise<void> {
    if ((await this.inbounds.visible(scope, [id])).length > 0) return;
    throw new InvalidInput([{ path: 'input.inboundId', code: 'unknown', message: 'There is no such inbound.' }]);
  }

  private async record({ id, tenantId, remark }: Host, before?: Host, after?: Host): Promise<void> {
    const subject = { kind: 'host', ids: [id], name: remark };
    const [was, is] = [before, after].map((host) => host && { ...host, updatedAt: undefined, createdAt: undefined });
    const action = `core.host.${deedOf(was, is)}`;
    await this.audit.record({ action, tenantId, subject, before: was, after: is });
  }
}

function tenantOf(scope: Scope): TenantId {
  if ('tenantId' in scope && !scope.ownedBy) return scope.tenantId;
  throw new PermissionDenied('tenant_required');
}
