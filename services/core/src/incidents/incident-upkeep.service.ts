import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, type Log, Rounds } from '@vortex/kit';
import { IncidentService } from './incident.service';

const everyMs = 60 * 60_000;

/** Forgets old incidents. Two replicas that do it at once do it once. */
@Injectable()
export class IncidentUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly rounds = new Rounds(
    everyMs,
    () => this.incidents.forgetOld(),
    (err) => this.log.error({ err }, 'old incidents could not be removed'),
  );

  constructor(
    private readonly incidents: IncidentService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }
}
