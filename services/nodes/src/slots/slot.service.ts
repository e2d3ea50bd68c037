import { Inject, Injectable } from '@nestjs/common';
import type { SlotUse, UserSlots, UserStanding } from '@vortex/contracts/tunnel';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, isId } from '@vortex/kit';
import { NodeWake } from '../agents/node-wake.service';
import { LineRepository } from '../people/line.repository';
import type { KnownUser } from '../people/known-user';
import type { ServerId } from '../servers/server';
import { noSlots, type SlotKind, type SlotLease, told } from './slot';
import { shared, started } from './slot-share';
import { type SlotAccount, type SlotChange, SlotRepository } from './slot.repository';

/** A client that was turned away comes again sooner. */
const refusedForMs = 15_000;
const mostPresent = 1_000;
const mostRefused = 16;

/** The slots of a user on one server, of each kind that is limited. */
export type UserSlotsOf = Readonly<Partial<Record<SlotKind, UserSlots>>>;

type Limited = Pick<KnownUser, 'id' | 'mostAddresses' | 'mostDevices'>;

/** Gives servers slots of the addresses and devices that users may have on all servers together. */
@Injectable()
export class SlotService {
  constructor(
    private readonly db: Database,
    private readonly slots: SlotRepository,
    private readonly line: LineRepository,
    private readonly wake: NodeWake,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Slots for users of a server, as it is told of them. Who is not limited needs none. */
  async lease(serverId: ServerId, users: readonly Limited[]): Promise<ReadonlyMap<string, UserSlotsOf>> {
    const limited = users.filter(({ mostAddresses, mostDevices }) => mostAddresses + mostDevices > 0);
    if (limited.length === 0) return new Map();
    const accounts = await this.change(
      limited.map(({ id }) => id),
      (account) => begun(account, serverId),
      serverId,
    );
    const given = new Map<string, Partial<Record<SlotKind, UserSlots>>>();
    for (const { userId, kind, leases } of accounts) {
      const lease = leases.find((one) => one.serverId === serverId);
      if (lease) given.set(userId, { ...given.get(userId), [kind]: message(lease) });
    }
    return given;
  }

  /** What a server tells of users: who is there, and who was turned away. Of users that it has no slots of, nothing. */
  async heard(serverId: ServerId, standings: readonly UserStanding[]): Promise<void> {
    const byUser = new Map(standings.filter(({ userId }) => isId(userId)).map((one) => [one.userId, one]));
    if (byUser.size === 0) return;
    await this.change([...byUser.keys()], (account) => {
      const standing = byUser.get(account.userId);
      const use = account.kind === 'address' ? standing?.addresses : standing?.devices;
      return use ? noted(account, serverId, use) : account;
    });
  }

  /** A server does as it was told: what it gave back is free. */
  async followed(serverId: ServerId): Promise<void> {
    const users = await this.slots.turning(serverId);
    if (users.length > 0) await this.change(users, (account) => account);
  }

  /** @param telling the server that is being told of the users anyway */
  private change(
    userIds: readonly string[],
    apply: (account: SlotAccount) => SlotAccount,
    telling?: ServerId,
  ): Promise<readonly SlotAccount[]> {
    return this.db.run(async () => {
      const now = this.clock.now();
      const { generation } = await this.line.read();
      const before = await this.slots.lock(userIds, generation, new Date(now.getTime() - refusedForMs));
      const after = before.map((account) => {
        const applied = apply(account);
        return { ...applied, leases: shared(applied.most, applied.leases) };
      });
      const changes = after.flatMap((account, n) => changesOf(account, before[n]));
      await this.slots.save(
        changes.map(({ change }) => change),
        now,
      );
      await this.tell(
        changes.filter(({ isNews, change }) => isNews && !isTold(change, telling)).map(({ change }) => change),
      );
      return after;
    });
  }

  private async tell(changes: readonly SlotChange[]): Promise<void> {
    if (changes.length === 0) return;
    await this.line.lock();
    await this.slots.tellAgain(changes, await this.line.advance());
    this.wake.afterCommit([...new Set(changes.map(({ lease }) => lease.serverId))]);
  }
}

/** What takes until it is known to be done is told as of a revision of its own. */
function isTold({ lease }: SlotChange, telling: ServerId | undefined): boolean {
  return lease.serverId === telling && !lease.next;
}

function begun(account: SlotAccount, serverId: ServerId): SlotAccount {
  const { most, servers, leases } = account;
  const others = leases.filter((lease) => lease.serverId !== serverId);
  const mine = leases.find((lease) => lease.serverId === serverId) ?? fresh(serverId);
  return { ...account, leases: [...others, started(most, mine, others, Math.max(servers, 1))] };
}

function fresh(serverId: string): SlotLease {
  return { serverId, held: noSlots, next: undefined, present: [], refused: [], watched: false, current: false };
}

function noted(account: SlotAccount, serverId: ServerId, { present, refused }: SlotUse): SlotAccount {
  const leases = account.leases.map((lease) =>
    lease.serverId === serverId
      ? {
          ...lease,
          present: present.slice(0, mostPresent).map(signed),
          refused: refused.slice(0, mostRefused).map(signed),
          current: lease.watched,
        }
      : lease,
  );
  return { ...account, leases };
}

interface Change {
  readonly change: SlotChange;
  /** The server has to hear of it. */
  readonly isNews: boolean;
}

function changesOf({ userId, kind, leases, settled }: SlotAccount, before: SlotAccount | undefined): Change[] {
  return leases.flatMap((lease) => {
    const known = before?.leases.find((one) => one.serverId === lease.serverId);
    if (known === lease && !settled.includes(lease.serverId)) return [];
    const isNews = !known || told(known) !== told(lease) || known.watched !== lease.watched;
    return [{ change: { userId, kind, lease }, isNews }];
  });
}

function message(lease: SlotLease): UserSlots {
  const { any, named } = told(lease);
  return { any, named: named.map((one) => BigInt.asUintN(64, one)), wantedElsewhere: lease.watched };
}

function signed(mark: bigint): bigint {
  return BigInt.asIntN(64, mark);
}
