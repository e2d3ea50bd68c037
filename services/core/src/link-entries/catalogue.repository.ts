import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { TenantId } from '@vortex/kit';
import type { Host, HostId } from '../hosts/host';
import type { ProjectedInbound } from '../inbounds/projected-inbound';
import type { Catalogue, ListedServer, ShownHost } from './catalogue';
import { InboundViewRepository } from './inbound-view.repository';

type HostRow = Omit<ShownHost, 'id' | 'security'> & { id: HostId; security: Host['security']; enabled: boolean };

/** What the lists of a tenant are made of: its own inbounds and those shared with all. */
@Injectable()
export class CatalogueRepository {
  constructor(
    private readonly db: Database,
    private readonly views: InboundViewRepository,
  ) {}

  async of(tenantId: TenantId): Promise<Catalogue> {
    const [inbounds, servers, hosts, groups] = await Promise.all([
      this.inbounds(tenantId),
      this.servers(tenantId),
      this.hosts(tenantId),
      this.groups(tenantId),
    ]);
    const views = await this.views.find(inbounds.map(({ id }) => id));
    const shown = hosts.filter(({ enabled }) => enabled);
    const open = new Set(shown.map(({ inboundId }) => inboundId));
    return {
      inbounds: new Map(
        inbounds.flatMap((inbound) => {
          const view = views.get(inbound.id);
          return view ? [[inbound.id, { ...inbound, view }] as const] : [];
        }),
      ),
      servers: new Map(servers.map((server) => [server.id, server])),
      hosts: shown.map(({ enabled: _, ...host }) => host),
      hidden: new Set(hosts.map(({ inboundId }) => inboundId).filter((id) => !open.has(id))),
      groups: new Map(groups.map(({ id, inbound_ids }) => [id, inbound_ids])),
    };
  }

  private inbounds(tenantId: TenantId): Promise<ProjectedInbound[]> {
    return this.db.sql.query(
      `SELECT id, tenant_id AS "tenantId", server_id AS "serverId", tag, protocol, network, security, port,
         last_port AS "lastPort", enabled, shared, revision
       FROM projected_inbound WHERE (tenant_id = $1 OR shared) AND NOT removed AND enabled`,
      [tenantId],
    );
  }

  private servers(tenantId: TenantId): Promise<ListedServer[]> {
    return this.db.sql.query(
      `SELECT s.id, s.name, s.state, s.country, s.city, s.addresses, coalesce(h.state, '') AS health,
         coalesce(h.score, 100) AS "healthScore", coalesce(h.load_milli, 0) AS "loadMilli", s.latitude, s.longitude,
         coalesce(t.exhausted, false) AS exhausted, coalesce(t.spare, false) AS spare,
         coalesce(l.latencies, '{}') AS latencies
       FROM projected_server s LEFT JOIN projected_server_health h ON h.server_id = s.id
       LEFT JOIN projected_server_standing t ON t.server_id = s.id
       LEFT JOIN projected_server_latency l ON l.server_id = s.id
       WHERE (s.tenant_id = $1 OR s.shared) AND NOT s.removed`,
      [tenantId],
    );
  }

  private hosts(tenantId: TenantId): Promise<HostRow[]> {
    return this.db.sql.query(
      `SELECT id, inbound_id AS "inboundId", remark, addresses, port, sni, host_header AS "hostHeader", path, alpn,
         fingerprint, security, weight, position, enabled
       FROM host WHERE tenant_id = $1 ORDER BY position, id`,
      [tenantId],
    );
  }

  private groups(tenantId: TenantId): Promise<{ id: string; inbound_ids: string[] }[]> {
    return this.db.sql.query('SELECT id, inbound_ids FROM user_group WHERE tenant_id = $1', [tenantId]);
  }
}
