import { Injectable } from '@nestjs/common';
import type { Scope, TenantId } from '@vortex/kit';
import { Database } from '@vortex/database';
import { AgentListener } from '../agents/agent-listener.service';
import { NodeRepository } from '../agents/node.repository';
import { EnrolmentService } from '../identity/enrolment.service';
import type { InboundProperties } from '../inbounds/inbound';
import { InboundService } from '../inbounds/inbound.service';
import { generators } from '../keys/key-generation';
import type { Server, ServerId } from '../servers/server';
import { ServerService } from '../servers/server.service';
import { unlimited } from '../standing/traffic-quota';
import type { InboundKind, Settings } from '../settings/definition';

const serverName = 'This machine';

/** What a first server is made of. */
export interface LocalServerPlan {
  /** Where clients reach it. */
  readonly address: string;
  /** The address its inbounds listen on. */
  readonly listen: string;
  readonly ports: { readonly vless: number; readonly shadowsocks: number; readonly wireguard: number };
  /** Where the server lives that REALITY is taken for, as host:port, and its name. */
  readonly cover: { readonly target: string; readonly name: string };
}

export interface LocalServer {
  readonly tenantId: TenantId;
  readonly serverId: ServerId;
  readonly inbounds: readonly { readonly id: string; readonly name: string }[];
}

/** The operator's first server: the machine the panel itself runs on, with what a newcomer would want of it. */
@Injectable()
export class LocalServerService {
  constructor(
    private readonly db: Database,
    private readonly servers: ServerService,
    private readonly inbounds: InboundService,
    private readonly nodes: NodeRepository,
    private readonly enrolment: EnrolmentService,
    private readonly listener: AgentListener,
  ) {}

  /** Where its agent finds the panel. */
  get addresses(): readonly string[] {
    return this.listener.localAddresses;
  }

  make(tenantId: TenantId, plan: LocalServerPlan): Promise<LocalServer> {
    return this.db.run(async () => {
      const { id: serverId } = await this.servers.create(tenantId, serverOf(plan));
      await this.nodes.allowPrivate(serverId);
      const inbounds = [];
      for (const properties of inboundsOf(plan)) {
        const { id, tag } = await this.inbounds.create({ tenantId }, serverId, properties);
        inbounds.push({ id, name: tag });
      }
      return { tenantId, serverId, inbounds };
    });
  }

  async enrolmentToken({ tenantId, serverId }: LocalServer): Promise<string> {
    const scope: Scope = { tenantId };
    return (await this.enrolment.createToken(scope, serverId)).token;
  }
}

function serverOf({
  address,
}: LocalServerPlan): Omit<Server, 'id' | 'tenantId' | 'revision' | 'createdAt' | 'updatedAt'> {
  return {
    name: serverName,
    region: { country: '', city: '', latitude: undefined, longitude: undefined },
    ...{ tags: [], addresses: [address], capacity: { users: 0, megabitsPerSecond: 0 } },
    ...{ coefficientMilli: 1_000, state: 'active', shared: false, note: '' },
    ...{ trafficQuota: unlimited, failover: { group: '', rank: 0 } },
  };
}

function inboundsOf({ listen, ports, cover }: LocalServerPlan): InboundProperties[] {
  const make = (
    tag: string,
    port: number,
    kind: Omit<InboundKind, 'listen'>,
    settings: Settings,
  ): InboundProperties => ({
    ...{ tag, listen, port, lastPort: port, ...kind, settings },
    ...{ sniffing: { enabled: false, destinationOverrides: [], routeOnly: false }, enabled: true, shared: false },
  });
  const realitySettings = {
    target: cover.target,
    serverNames: [cover.name],
    privateKey: generators.reality().privateValue,
    shortIds: [generators['short-id']().privateValue],
  };
  return [
    make(
      'vless-reality',
      ports.vless,
      { protocol: 'vless', network: 'raw', security: 'reality' },
      {
        flow: 'xtls-rprx-vision',
        realitySettings,
      },
    ),
    make(
      'shadowsocks',
      ports.shadowsocks,
      { protocol: 'shadowsocks-2022', network: 'raw', security: 'none' },
      {
        method: '2022-blake3-aes-128-gcm',
        password: generators['shadowsocks-2022-aes-128']().privateValue,
      },
    ),
    make(
      'wireguard',
      ports.wireguard,
      { protocol: 'wireguard', network: 'raw', security: 'none' },
      {
        secretKey: generators.wireguard().privateValue,
        addressPools: { ipv4: '10.66.0.0/16', ipv6: 'fd66::/64' },
      },
    ),
  ];
}
