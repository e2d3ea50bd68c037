import { Injectable } from '@nestjs/common';
import type { UserStandings } from '@vortex/contracts/tunnel';
import type { KnownUser } from '../people/known-user';
import { LeaseReturns } from '../quota/lease-return.service';
import { QuotaService } from '../quota/quota.service';
import type { ServerId } from '../servers/server';
import { SlotService } from '../slots/slot.service';
import type { Leased } from './tunnel-user';

type Limited = Pick<KnownUser, 'id' | 'limitBytes' | 'mostAddresses' | 'mostDevices'>;

/** Leases what users have on all servers together to one of them. */
@Injectable()
export class Leases {
  constructor(
    private readonly quota: QuotaService,
    private readonly slots: SlotService,
    private readonly returns: LeaseReturns,
  ) {}

  /** Undefined for whoever is not limited. */
  async of(
    serverId: ServerId,
    epoch: bigint,
    users: readonly Limited[],
  ): Promise<(userId: string) => Leased | undefined> {
    const limited = users.filter(({ limitBytes }) => limitBytes !== null).map(({ id }) => id);
    const leases = limited.length > 0 ? await this.quota.lease(serverId, epoch, limited) : undefined;
    const slots = await this.slots.lease(serverId, users);
    return (userId) => {
      const [lease, given] = [leases?.get(userId), slots.get(userId)];
      if (!lease && !given) return undefined;
      return { lease, addressSlots: given?.address, deviceSlots: given?.device };
    };
  }

  /** What the server tells of users who want more than it has, or of whom it was asked to tell. */
  async heard(serverId: ServerId, standings: UserStandings): Promise<void> {
    await this.slots.heard(serverId, standings.users);
    await this.returns.heard(serverId, standings);
  }

  /** The server has its users as it was told of them. */
  followed(serverId: ServerId): Promise<void> {
    return this.slots.followed(serverId);
  }
}
