import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, type Log } from '@vortex/kit';
import { setTimeout as pause } from 'node:timers/promises';
import { UserFollowUps } from './user-follow-ups.service';
import { LifecycleService } from './lifecycle.service';

/** How late what is due may happen. Nodes know the instants themselves and do not wait for us. */
const everyMs = 2_000;
const forgettingEvery = (60 * 60_000) / everyMs;

/** Looks again and again whether something is due. */
@Injectable()
export class LifecycleScheduler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly lifecycle: LifecycleService,
    private readonly followUps: UserFollowUps,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run(this.ending.signal);
  }

  /** Ends behind the chunk under way. */
  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(signal: AbortSignal): Promise<void> {
    for (let look = 0; !signal.aborted; look += 1) {
      try {
        await this.followUps.workOff(signal);
        await this.lifecycle.workOff(signal);
        if (look % forgettingEvery === 0) await this.lifecycle.forgetOldPeriods();
      } catch (err) {
        this.log.error({ err }, 'what is due to users could not be done');
      }
      await pause(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
