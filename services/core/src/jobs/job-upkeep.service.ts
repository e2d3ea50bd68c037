import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock, LOG, type Log } from '@vortex/kit';
import { JobRepository } from './job.repository';

const everyMs = 60 * 60_000;
/** How long one can look up what a job has come to. */
const keptMs = 30 * 24 * 60 * 60_000;

/** Forgets old jobs. Two replicas that do it at once do it once. */
@Injectable()
export class JobUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();

  constructor(
    private readonly jobs: JobRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.underWay = this.prune().catch((err: unknown) => this.log.error({ err }, 'old jobs could not be removed'));
    }, everyMs);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.underWay;
  }

  async prune(): Promise<void> {
    const now = this.clock.now();
    await this.jobs.prune(new Date(now.getTime() - keptMs), now);
  }
}
