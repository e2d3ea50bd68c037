import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, type Log, Rounds } from '@vortex/kit';
import { FailoverService } from './failover.service';
import { ServerQuotas } from './server-quota.service';

const everyMs = 1_000;

/** Has the standing of servers followed: what their months have come to, then which of a group are shown. */
@Injectable()
export class StandingWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly rounds = new Rounds(
    everyMs,
    () => this.round(),
    (err) => this.log.warn({ err }, 'the standing of servers was not looked at'),
  );

  constructor(
    private readonly quotas: ServerQuotas,
    private readonly failover: FailoverService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  async round(): Promise<void> {
    await this.quotas.round();
    await this.failover.round();
  }
}
