import { Injectable } from '@nestjs/common';
import { CredentialsList, CredentialsServiceService, type DeviceCredentials } from '@vortex/contracts/core';
import type { TunnelUser } from '@vortex/contracts/tunnel';
import { InjectRpc, type RpcClient } from '@vortex/kit';
import { NodeRepository } from '../agents/node.repository';
import type { Inbound } from '../inbounds/inbound';
import { InboundRepository } from '../inbounds/inbound.repository';
import { isLimited } from '../people/known-user';
import { PeopleRepository } from '../people/people.repository';
import { termsFrom } from '../people/terms';
import type { ServerId } from '../servers/server';
import { ServerRepository } from '../servers/server.repository';
import { AddressService } from './address.service';
import { givenInbounds } from './given-inbounds';
import { Leases } from './leases.service';
import { type NodeConfiguration, nodeConfiguration } from './node-config';
import { remembered } from './remembered';
import { type AddressesOf, credentialKindOf, entitlement, tunnelUser } from './tunnel-user';

const platform = { platform: true } as const;
const credentialsTimeoutMs = 30_000;

/** Different terms that are kept in memory for one change. */
const mostStandings = 1_000;

type DevicesByUser = ReadonlyMap<string, DeviceCredentials[]>;

/** Of up to a thousand. Who is not known any more is left out. */
export type PutUsers = (ids: readonly string[]) => Promise<TunnelUser[]>;

/** What a node should serve, and whom: put together from what is stored when it is to be told. */
@Injectable()
export class DesiredStateService {
  constructor(
    private readonly servers: ServerRepository,
    private readonly inbounds: InboundRepository,
    private readonly nodes: NodeRepository,
    private readonly people: PeopleRepository,
    private readonly addresses: AddressService,
    private readonly leases: Leases,
    @InjectRpc(CredentialsServiceService) private readonly core: RpcClient<typeof CredentialsServiceService>,
  ) {}

  /** Private keys are opened here and nowhere else. One that is disabled, or still being set up, serves nothing. */
  async configuration(serverId: ServerId): Promise<NodeConfiguration> {
    const { state, coefficientMilli } = await this.servers.find(platform, serverId);
    const serves = state === 'active' || state === 'draining';
    const inbounds = serves ? await this.inbounds.onServers(platform, [serverId]) : [];
    const reachesPrivate = await this.nodes.reachesPrivate(serverId);
    return nodeConfiguration(inbounds, { coefficientMilli, reachesPrivate });
  }

  /** Puts users as the engine takes them, for one change: what they have in common is read here, once. */
  async putting(serverId: ServerId, epoch: bigint): Promise<PutUsers> {
    const inbounds = (await this.inbounds.onServers(platform, [serverId])).filter(({ enabled }) => enabled);
    const inboundsOf = givenInbounds(inbounds, await this.people.groupsGiving(inbounds.map(({ id }) => id)));
    const standingOf = remembered(mostStandings, (text) => {
      const terms = termsFrom(text);
      return { terms, isLimited: isLimited(terms), entitled: entitlement(terms, inboundsOf(terms)) };
    });
    return async (ids) => {
      const [known, devices] = await Promise.all([this.people.onTerms(ids), this.credentials(inbounds, ids)]);
      const users = known.map(({ id, terms }) => ({ id, standing: standingOf(terms) }));
      const limited = users
        .filter(({ standing }) => standing.isLimited)
        .map(({ id, standing }) => ({ id, ...standing.terms }));
      const leased = await this.leases.of(serverId, epoch, limited);
      const addressesOf = await this.addressesOf(inbounds, devices);
      return users.map(({ id, standing }) =>
        tunnelUser(id, standing.entitled, devices.get(id) ?? [], addressesOf, leased(id)),
      );
    };
  }

  private async addressesOf(inbounds: readonly Inbound[], devices: DevicesByUser): Promise<AddressesOf> {
    const tunnels = inbounds.filter(({ protocol }) => protocol === 'wireguard');
    if (tunnels.length === 0) return () => [];
    const ids = [...devices.values()].flat().map(({ deviceId }) => deviceId);
    const assigned = await this.addresses.assigned(tunnels, ids);
    const addresses = new Map(assigned.map((one) => [`${one.inboundId} ${one.deviceId}`, one.addresses]));
    return (inboundId, deviceId) => addresses.get(`${inboundId} ${deviceId}`) ?? [];
  }

  private async credentials(inbounds: readonly Inbound[], userIds: readonly string[]): Promise<DevicesByUser> {
    const kinds = [...new Set(inbounds.map(credentialKindOf))];
    const list = await this.core.getCredentials(
      { userIds: [...userIds], kinds, packed: true },
      { timeoutMs: credentialsTimeoutMs },
    );
    const { devices } = list.packed.length > 0 ? CredentialsList.decode(list.packed) : list;
    const byUser = new Map<string, DeviceCredentials[]>();
    for (const device of devices) {
      const known = byUser.get(device.userId);
      if (known) known.push(device);
      else byUser.set(device.userId, [device]);
    }
    return byUser;
  }
}
