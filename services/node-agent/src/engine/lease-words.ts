import type { UserStanding, UserStandings } from '@vortex/contracts/tunnel';

/**
 * What instances say of leases that are to be less. How far a user has come counts only once all of them hold the user to the
 * same: one that does not yet might let through more.
 */
export class LeaseWords {
  private readonly said = new Map<string, Map<string, string>>();

  /** @param instances how many are heard */
  constructor(private readonly instances: number) {}

  heard(instance: string, told: UserStandings): UserStandings {
    return { ...told, users: told.users.map((user) => this.settled(instance, user)) };
  }

  private settled(instance: string, standing: UserStanding): UserStanding {
    const { userId, lease } = standing;
    if (!lease?.returns) return standing;
    const words = this.said.get(userId) ?? new Map<string, string>();
    words.set(instance, `${lease.epoch} ${lease.untilBytes}`);
    const isSettled = words.size === this.instances && new Set(words.values()).size === 1;
    if (isSettled) this.said.delete(userId);
    else this.said.set(userId, words);
    return isSettled ? standing : { ...standing, lease: undefined };
  }
}
