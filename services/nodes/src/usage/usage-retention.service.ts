import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock, CONFIG, type ConfigOf, LOG, type Log } from '@vortex/kit';
import type { nodesShape } from '../config';
import { LineRepository } from '../people/line.repository';
import { UsageRetentionRepository } from './usage-retention.repository';

const dayMs = 24 * 60 * 60_000;
const everyMs = 60 * 60_000;
/** A report is known again for so long; agents give up on one that was not taken far sooner. */
const batchesKeptMs = 30 * dayMs;
/** No month of a server's quota is longer, and no report is dated further back. */
const serverHoursKeptMs = 100 * dayMs;
/** Rows of one statement: short enough that nobody waits for it. */
const chunkRows = 5_000;

/** Forgets hours, numbers of reports and slots that nobody asks for any more. Replicas that do it at once share the work. */
@Injectable()
export class UsageRetention implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private closing = false;

  constructor(
    private readonly usage: UsageRetentionRepository,
    private readonly line: LineRepository,
    @Inject(CONFIG) private readonly config: ConfigOf<{ readonly config: typeof nodesShape }>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.underWay = this.prune().catch((err: unknown) => this.log.error({ err }, 'old usage could not be removed'));
    }, everyMs);
    this.timer.unref();
  }

  /** Ends behind the chunk under way. */
  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearInterval(this.timer);
    await this.underWay;
  }

  async prune(): Promise<void> {
    const now = this.clock.now().getTime();
    const hours = new Date(now - this.config.VORTEX_USAGE_HOURS_KEPT_DAYS * dayMs);
    const batches = new Date(now - batchesKeptMs);
    await this.inChunks(() => this.usage.removeHours(hours, chunkRows));
    await this.inChunks(() => this.usage.removeBatches(batches, chunkRows));
    const serverHours = new Date(now - serverHoursKeptMs);
    await this.inChunks(() => this.usage.removeServerHours(serverHours, chunkRows));
    const { generation } = await this.line.read();
    await this.inChunks(() => this.usage.removeSlotsOfGone(generation, chunkRows));
  }

  private async inChunks(remove: () => Promise<number>): Promise<void> {
    while (!this.closing && (await remove()) > 0);
  }
}
