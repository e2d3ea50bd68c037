import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock, CONFIG, LOG, type Log } from '@vortex/kit';
import type { AuthConfig } from '../config';
import { AuditRepository } from './audit.repository';

const dayMs = 24 * 60 * 60_000;
const everyMs = 60 * 60_000;
/** Few enough that nobody who records something waits for it. */
const atOnce = 5_000;

/** Removes records that have been kept for as long as they should be. Safe on several replicas: each takes others. */
@Injectable()
export class AuditRetention implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private ended = false;

  constructor(
    private readonly entries: AuditRepository,
    @Inject(CONFIG) private readonly config: AuthConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.underWay = this.forget().then(
        () => undefined,
        (err: unknown) => this.log.error({ err }, 'old audit entries could not be removed'),
      );
    }, everyMs);
    this.timer.unref();
  }

  /** How many records went. */
  async forget(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - this.config.VORTEX_AUDIT_RETENTION_DAYS * dayMs);
    let total = 0;
    for (let count = atOnce; count === atOnce && !this.ended; total += count) {
      count = await this.entries.forget(before, atOnce);
    }
    return total;
  }

  async onApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.underWay;
  }
}
