import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, type TenantId } from '@vortex/kit';
import { setImmediate } from 'node:timers/promises';
import { AccountService } from '../accounts/account.service';
import { newDevice } from '../devices/device';
import { DeviceRepository, type SealedDevice } from '../devices/device.repository';
import type { GroupId } from '../groups/group';
import { GroupMemberRepository } from '../groups/group-member.repository';
import { GroupRepository } from '../groups/group.repository';
import type { UserLimitReached } from '../tenants/tenant.errors';
import { UserAdmission } from '../tenants/user-admission.service';
import { newUser } from './new-user';
import { newLink } from './subscription-link';
import { type SealedLink, SubscriptionLinkRepository } from './subscription-link.repository';
import type { User } from './user';
import type { UserDraft } from './user-input';
import { UserRepository } from './user.repository';

export interface CreatedUsers {
  readonly users: readonly User[];
  /** The groups that were given to them. */
  readonly groupIds: ReadonlyMap<User['id'], readonly GroupId[]>;
  /** Drafts whose names others have, by their place. */
  readonly taken: readonly number[];
  /** Drafts for whom the tenant had no room any more, by their place. */
  readonly refused: readonly number[];
  /** Why those were refused. */
  readonly full: UserLimitReached;
}

/** Makes users with all that belongs to one: a link, a device for clients without an identity, groups. */
@Injectable()
export class UserCreation {
  constructor(
    private readonly db: Database,
    private readonly admission: UserAdmission,
    private readonly accounts: AccountService,
    private readonly users: UserRepository,
    private readonly links: SubscriptionLinkRepository,
    private readonly devices: DeviceRepository,
    private readonly groups: GroupRepository,
    private readonly members: GroupMemberRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * In the caller's transaction, or one of its own. Tells nobody: one is told otherwise than a thousand.
   * @throws TenantSuspended, TenantGone
   * @throws UserLimitReached when there is no room for any of them
   */
  createMany(tenantId: TenantId, drafts: readonly UserDraft[]): Promise<CreatedUsers> {
    return this.db.run(async () => {
      const now = this.clock.now();
      const { room, zone, full } = await this.admission.admit(tenantId);
      const gone = await this.accounts.holdDeleted(drafts.flatMap(({ accountId }) => accountId ?? []));
      const owned = drafts.map((draft) => (gone.has(draft.accountId ?? '') ? { ...draft, accountId: null } : draft));
      const made = owned.map((draft) => newUser(tenantId, draft, zone, now));
      const [{ stored, tried }, secrets] = await Promise.all([this.insert(made, room), this.secretsOf(made, now)]);
      const users = made.filter(({ id }) => stored.has(id));
      await this.links.insertMany(secrets.links.filter(({ userId }) => stored.has(userId)));
      await this.devices.insertMany(secrets.devices.filter(({ userId }) => stored.has(userId)));
      const groupIds = await this.join(tenantId, made, drafts, stored);
      const places = [...made.keys()];
      const taken = places.slice(0, tried).filter((n) => !stored.has(made[n]?.id as User['id']));
      return { users, groupIds, taken, refused: places.slice(tried), full };
    });
  }

  /** Made and sealed while the database stores the users: of a thousand that takes the processor about as long. */
  private async secretsOf(
    users: readonly User[],
    now: Date,
  ): Promise<{ readonly links: readonly SealedLink[]; readonly devices: readonly SealedDevice[] }> {
    await setImmediate(); // the statement goes out first
    const links = users.map((user) => newLink(user, now));
    const devices = users.map(({ id: userId, tenantId }) =>
      newDevice({ tenantId, userId, kind: 'DEFAULT', name: '' }, now),
    );
    return { links: this.links.sealed(links), devices: this.devices.sealed(devices) };
  }

  /** As many as there is room for: a name that is taken takes up none of it. */
  private async insert(made: readonly User[], room: number): Promise<{ stored: Set<User['id']>; tried: number }> {
    const stored = new Set<User['id']>();
    let tried = 0;
    while (tried < made.length && stored.size < room) {
      const some = made.slice(tried, tried + room - stored.size);
      for (const id of await this.users.insertMany(some)) stored.add(id);
      tried += some.length;
    }
    return { stored, tried };
  }

  /** One statement for all drafts that want the same groups. */
  private async join(
    tenantId: TenantId,
    made: readonly User[],
    drafts: readonly UserDraft[],
    stored: ReadonlySet<User['id']>,
  ): Promise<Map<User['id'], readonly GroupId[]>> {
    const usual = drafts.some(({ groupIds }) => !groupIds) ? await this.groups.defaults(tenantId) : [];
    const joined = new Map<User['id'], readonly GroupId[]>();
    const wanting = new Map<string, { groupIds: readonly GroupId[]; ids: User['id'][] }>();
    made.forEach(({ id }, n) => {
      if (!stored.has(id)) return;
      const groupIds = drafts[n]?.groupIds ?? usual;
      joined.set(id, groupIds);
      const key = groupIds.join();
      const same = wanting.get(key) ?? { groupIds, ids: [] };
      same.ids.push(id);
      wanting.set(key, same);
    });
    for (const { ids, groupIds } of wanting.values()) await this.members.add(ids, groupIds);
    return joined;
  }
}
