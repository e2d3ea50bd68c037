import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock, LOG, type Log, Rounds } from '@vortex/kit';
import { keptMs } from './latency';
import { LatencyRepository } from './latency.repository';
import { LatencyService } from './latency.service';

const everyMs = 60 * 60_000;
/** In one round. */
const mostServers = 1_000;

/** Forgets of servers that nobody measures any more how far they were. */
@Injectable()
export class LatencyRetention implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(
    private readonly latencies: LatencyRepository,
    private readonly service: LatencyService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    const failed = (err: unknown) => log.warn({ err }, 'old latencies could not be forgotten');
    this.rounds = new Rounds(everyMs, () => this.round(), failed);
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  async round(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - keptMs);
    for (const serverId of await this.latencies.silentSince(since, mostServers)) await this.service.forgetOld(serverId);
  }
}
