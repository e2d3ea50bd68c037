import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock, LOG, type Log, Rounds } from '@vortex/kit';
import { HealthLook } from './health-look.service';
import { HealthRepository } from './health.repository';

const everyMs = 1_000;
/** Servers that one replica looks at at once. */
const mostAtOnce = 32;
/** A replica that dies while it looks leaves the server to the others behind this. */
const takenMs = 30_000;

/** Has every server looked at when it is due. Replicas share the work: whoever takes a server's row looks. */
@Injectable()
export class HealthWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly rounds = new Rounds(
    everyMs,
    () => this.round(),
    (err) => this.log.warn({ err }, 'no server could be looked at'),
  );

  constructor(
    private readonly health: HealthRepository,
    private readonly looks: HealthLook,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** Looks at everything that is due, once. */
  async round(): Promise<void> {
    const signal = this.rounds.stopped;
    const now = this.clock.now();
    await this.health.begin(now);
    const due = await this.health.claim(now, new Date(now.getTime() + takenMs), mostAtOnce);
    await Promise.all(
      due.map((known) =>
        this.looks.at(known, this.clock.now(), signal).catch((err: unknown) => {
          if (!signal.aborted) this.log.warn({ err, serverId: known.serverId }, 'a server could not be looked at');
        }),
      ),
    );
  }
}
