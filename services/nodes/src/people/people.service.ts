import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@vortex/database';
import { NodeWake } from '../agents/node-wake.service';
import type { Gone, KnownGroup, KnownUser } from './known-user';
import { LineRepository } from './line.repository';
import { PeopleRepository } from './people.repository';

/** Who belongs on which server: projected from what core tells, in the order it is learned. */
@Injectable()
export class PeopleService implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly line: LineRepository,
    private readonly people: PeopleRepository,
    private readonly wake: NodeWake,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.line.begin();
  }

  learn(users: readonly KnownUser[]): Promise<void> {
    return this.change(() => this.people.storeUsers(users));
  }

  forget(gone: readonly Gone[]): Promise<void> {
    return this.change(() => this.people.removeUsers(gone));
  }

  learnGroup(group: KnownGroup): Promise<void> {
    return this.change(async () => this.people.membersOf(await this.people.storeGroup(group)));
  }

  /** Before its members are told: they still have it, and lose what it gave. */
  forgetGroup(gone: Gone): Promise<void> {
    return this.change(async () => this.people.membersOf(await this.people.removeGroup(gone)));
  }

  /** Inbounds appear, change or are gone: who has them is told anew. In the transaction of the change. */
  replaceUsersOf(inboundIds: readonly string[]): Promise<void> {
    return this.change(async () => this.people.membersOf(await this.people.groupsWith(inboundIds)));
  }

  private change(apply: () => Promise<readonly string[]>): Promise<void> {
    return this.db.run(async () => {
      await this.line.lock();
      const changed = await apply();
      if (changed.length === 0) return;
      this.wake.afterCommit(await this.people.place(changed, await this.line.advance()));
    });
  }
}
