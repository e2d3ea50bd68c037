import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, type Log } from '@vortex/kit';
import { setTimeout as pause } from 'node:timers/promises';
import { NotificationService } from './notification.service';

const everyMs = 60_000;

/** Looks whose time is over soon, and forgets what is old. */
@Injectable()
export class NotificationScheduler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly notifications: NotificationService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run(this.ending.signal);
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        while (!signal.aborted && (await this.notifications.noticeExpiring()) > 0);
        await this.notifications.forgetOld();
      } catch (err) {
        this.log.error({ err }, 'users could not be told what is due');
      }
      await pause(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
