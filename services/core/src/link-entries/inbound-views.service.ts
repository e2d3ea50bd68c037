import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InboundsServiceService } from '@vortex/contracts/nodes';
import { InjectRpc, LOG, type Log, type RpcClient } from '@vortex/kit';
import { setTimeout as pause } from 'node:timers/promises';
import { parseInboundView } from './inbound-view';
import { InboundViewRepository } from './inbound-view.repository';

const mostAtOnce = 500;
const everyMs = 1_000;
const timeoutMs = 5_000;

/**
 * Asks nodes for what clients need of the inbounds that have changed, so that lists are made from core's own database.
 * Events tell that something changed and carry no secrets; what an inbound's clients share is asked for here.
 */
@Injectable()
export class InboundViews implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private failed = false;

  constructor(
    private readonly views: InboundViewRepository,
    @InjectRpc(InboundsServiceService) private readonly inbounds: RpcClient<typeof InboundsServiceService>,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run(this.ending.signal);
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  /** @returns how many it has brought up to date */
  async refresh(): Promise<number> {
    const stale = await this.views.stale(mostAtOnce);
    if (stale.length === 0) return 0;
    const { views } = await this.inbounds.batchGetClientViews({ ids: stale }, { as: 'itself', timeoutMs });
    for (const { inboundId, revision, settingsJson } of views) {
      await this.views.store(inboundId, revision, parseInboundView(settingsJson));
    }
    return views.length;
  }

  /** That nodes is away is told once; links go on with what is known. */
  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.refresh();
        this.failed = false;
      } catch (err) {
        if (!this.failed) this.log.warn({ err }, 'what clients need of inbounds could not be asked for');
        this.failed = true;
      }
      await pause(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
