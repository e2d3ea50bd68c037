import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, NotificationListener } from '@vortex/database';
import { LOG, type Log } from '@vortex/kit';

export interface LinkMemory {
  /** Something all lists are made of is not what it was. */
  forgetCatalogues(): void;
  forgetUsers(ids: readonly string[]): void;
  forgetAll(): void;
}

/** Told by triggers of the database, which no writer can forget: see the migration of subscription links. */
const channel = 'vortex_links';

/** Hears what changes, so that what is kept in memory is dropped at once. While it hears nothing, nothing is kept for long. */
@Injectable()
export class LinkChanges implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly listener: NotificationListener;
  private readonly memories: LinkMemory[] = [];
  private hearing = false;

  constructor(db: Database, @Inject(LOG) log: Log) {
    this.listener = new NotificationListener({
      url: db.url,
      channel,
      log,
      onMessage: (payload) => this.tell(payload),
      onUp: () => this.set(true),
      onDown: () => this.set(false),
    });
  }

  onApplicationBootstrap(): void {
    this.listener.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listener.close();
  }

  follow(memory: LinkMemory): void {
    this.memories.push(memory);
  }

  /** Whether every change is heard of. */
  get complete(): boolean {
    return this.hearing;
  }

  private set(hearing: boolean): void {
    this.hearing = hearing;
    for (const memory of this.memories) memory.forgetAll();
  }

  private tell(payload: string): void {
    for (const memory of this.memories) {
      if (payload === '*') memory.forgetCatalogues();
      else memory.forgetUsers(payload.split(','));
    }
  }
}
