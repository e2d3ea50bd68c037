import type { Clock } from '@vortex/kit';

/** Tokens of callers are of real time, and last ten minutes. */
const mostMs = 500_000;

/** Real time, and what was skipped of it. */
export class SkippingClock implements Clock {
  private skippedMs = 0;

  now(): Date {
    return new Date(Date.now() + this.skippedMs);
  }

  monotonic(): number {
    return performance.now() + this.skippedMs;
  }

  skip(ms: number): void {
    this.skippedMs = Math.min(this.skippedMs + ms, mostMs);
  }

  reset(): void {
    this.skippedMs = 0;
  }
}
