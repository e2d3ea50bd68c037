import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock, LOG, type Log } from '@vortex/kit';
import { RefreshTokenRepository } from './refresh-token.repository';
import { RefreshTokenService } from './refresh-token.service';
import { RevocationRepository } from './revocation.repository';
import { retention } from './session';
import { SessionRepository } from './session.repository';

const everyMs = 60 * 60_000;
const batch = 5_000;

/** Makes the key of refresh tokens before the service answers, and forgets every hour what is long over. */
@Injectable()
export class SessionUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();

  constructor(
    private readonly sessions: SessionRepository,
    private readonly refreshTokens: RefreshTokenRepository,
    private readonly revocations: RevocationRepository,
    private readonly maker: RefreshTokenService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.maker.upkeep();
    this.timer = setInterval(() => {
      this.underWay = this.forget().catch((err: unknown) =>
        this.log.error({ err }, 'sessions that are over could not be forgotten'),
      );
    }, everyMs);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.underWay;
  }

  /** Replicas may do it side by side: each deletes what is left. */
  async forget(): Promise<void> {
    const nowMs = this.clock.now().getTime();
    const before = (ms: number): Date => new Date(nowMs - ms);
    await untilFew(() => this.sessions.deleteOverBefore(before(retention.sessionMs), batch));
    await untilFew(() => this.refreshTokens.deleteReplacedBefore(before(retention.tokenMs), batch));
    await this.revocations.deleteExpiredBefore(before(0));
  }
}

/** In batches, so that no statement holds its locks for long. */
async function untilFew(deleteSome: () => Promise<number>): Promise<void> {
  while ((await deleteSome()) === batch);
}
