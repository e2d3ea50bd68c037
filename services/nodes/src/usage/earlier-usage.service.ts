import { Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import type { ServerId } from '../servers/server';
import { Books } from './books.service';
import { EarlierUsageRepository } from './earlier-usage.repository';
import { UsageRepository } from './usage.repository';

/** Puts into the books what the release before has left, or goes on to leave beside us. The next release needs it no more. */
@Injectable()
export class EarlierUsage {
  constructor(
    private readonly db: Database,
    private readonly servers: UsageRepository,
    private readonly earlier: EarlierUsageRepository,
    private readonly books: Books,
  ) {}

  async book(): Promise<void> {
    for (const serverId of await this.earlier.servers()) while (await this.bookOne(serverId));
  }

  private bookOne(serverId: ServerId): Promise<boolean> {
    return this.db.run(async () => {
      const isThere = await this.servers.lockServer(serverId);
      await this.servers.lockBooks(serverId);
      const carried = await this.earlier.take(serverId);
      if (carried && isThere) await this.books.enter(serverId, carried);
      return carried !== undefined;
    });
  }
}
