import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, type Log } from '@vortex/kit';
import { IncidentService } from './incident.service';

const everyMs = 60 * 60_000;

/** Forgets old incidents. Two replicas that do it at once do it once. */
@Injectable()
export class IncidentUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();

  constructor(
    private readonly incidents: IncidentService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.underWay = this.incidents
        .forgetOld()
        .catch((err: unknown) => this.log.error({ err }, 'old incidents could not be removed'));
    }, everyMs);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.underWay;
  }
}
