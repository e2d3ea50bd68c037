import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, type Log } from '@vortex/kit';
import { setTimeout as sleep } from 'node:timers/promises';
import { FailoverService } from './failover.service';
import { ServerQuotas } from './server-quota.service';

const everyMs = 1_000;

/** Has the standing of servers followed: what their months have come to, then which of a group are shown. */
@Injectable()
export class StandingWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly closing = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly quotas: ServerQuotas,
    private readonly failover: FailoverService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  async round(): Promise<void> {
    await this.quotas.round();
    await this.failover.round();
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.round().catch((err: unknown) => this.log.warn({ err }, 'the standing of servers was not looked at'));
    }
  }
}
