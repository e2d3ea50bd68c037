import { Inject, Injectable } from '@nestjs/common';
import { CursorTooOld, type FanOut, type RateLimiter } from '@vortex/cache';
import { FAN_OUT, RATE_LIMITER } from '@vortex/kit';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type MeasuredTotals, StatusService } from './status.service';

const topic = 'core:system-metrics';
const interval = { limit: 1, windowMs: 3_000 } as const;
const lookMs = 1_000;

const wire = z.object({
  measuredAt: z.coerce.date(),
  residentMemoryBytes: z.coerce.bigint(),
  outboxBacklog: z.coerce.bigint(),
  deadLetters: z.coerce.bigint(),
});

/**
 * The platform's figures every few seconds, for any number of subscribers at any replica. Whoever is first after an
 * interval measures, with the permission of the one subscriber it acts for, and tells all.
 */
@Injectable()
export class MetricsFeed {
  constructor(
    private readonly status: StatusService,
    @Inject(FAN_OUT) private readonly fanOut: FanOut,
    @Inject(RATE_LIMITER) private readonly turns: RateLimiter,
  ) {}

  /** Begins with the figures of now. Ends only when left, or with the failure that keeps it from going on. */
  async *follow(): AsyncGenerator<MeasuredTotals> {
    yield await this.status.totals();
    const ending = new AbortController();
    let failure: Error | undefined;
    const measuring = this.measureInTurn(ending.signal).catch((error: unknown) => {
      failure = error instanceof Error ? error : new Error(String(error));
      ending.abort();
    });
    try {
      yield* this.told(ending.signal);
      if (failure) throw failure;
    } finally {
      ending.abort();
      await measuring;
    }
  }

  private async *told(signal: AbortSignal): AsyncGenerator<MeasuredTotals> {
    for (;;) {
      try {
        for await (const { message } of this.fanOut.subscribe(topic, { signal })) yield wire.parse(JSON.parse(message));
        return; // aborted, or the fan-out has closed
      } catch (error) {
        // Figures of the past are of no use to one who was too slow for them.
        if (!(error instanceof CursorTooOld)) throw error;
      }
    }
  }

  private async measureInTurn(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(lookMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const { allowed } = await this.turns.consume(topic, interval);
      if (allowed) await this.fanOut.publish(topic, encode(await this.status.totals()));
    }
  }
}

function encode(totals: MeasuredTotals): string {
  return JSON.stringify(totals, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
