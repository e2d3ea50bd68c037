import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, type Log } from '@vortex/kit';
import { Idempotency } from './idempotency.service';

const everyMs = 3_600_000;

/** Forgets the answers nobody may ask for any more. Any number of replicas may do it at once. */
@Injectable()
export class IdempotencySweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly idempotency: Idempotency,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const sweep = (): void => {
      this.idempotency
        .removeExpired()
        .catch((err: unknown) => this.log.warn({ err }, 'old answers could not be removed'));
    };
    this.timer = setInterval(sweep, everyMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
