import { Injectable } from '@nestjs/common';
import type { Scope } from '@vortex/kit';
import { newLink } from './subscription-link';
import { SubscriptionLinkRepository } from './subscription-link.repository';
import type { User, UserId } from './user';
import { UserChange } from './user-change.service';

/** Replaces what a user's clients fetch their configuration with. */
@Injectable()
export class SubscriptionLinkService {
  constructor(
    private readonly links: SubscriptionLinkRepository,
    private readonly changes: UserChange,
  ) {}

  /** From then on the old one leads nowhere. */
  rotate(scope: Scope, id: UserId): Promise<User> {
    return this.changes.apply(scope, id, 'core.user.credentials', async (user, now) => {
      const [link] = await this.links.ofUsers(scope, [id]);
      const generation = (link?.generation ?? 0) + 1;
      await this.links.replace(newLink(user, now, generation));
      return { user: {}, before: { linkGeneration: link?.generation }, after: { linkGeneration: generation } };
    });
  }
}
