import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, type Log } from '@vortex/kit';
import { SigningKeyService } from './signing-key.service';

const everyMs = 60 * 60_000;

/** Looks after the keys before the service answers, and every hour from then on. */
@Injectable()
export class SigningKeyUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();

  constructor(
    private readonly keys: SigningKeyService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.keys.upkeep();
    this.timer = setInterval(() => {
      this.underWay = this.keys
        .upkeep()
        .catch((err: unknown) => this.log.error({ err }, 'the signing keys could not be looked after'));
    }, everyMs);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.underWay;
  }
}
