/**
 * How many bulk events go into one transaction: as many as fit into `targetMs`, because for that long they hold locks and
 * a processor that an interactive event may be waiting for.
 */
export class ChunkSize {
  private size: number;

  constructor(
    private readonly limits: { readonly min: number; readonly max: number; readonly targetMs: number },
    start = limits.min,
  ) {
    this.size = start;
  }

  get current(): number {
    return Math.round(this.size);
  }

  /** A transaction over `count` events took `ms`. */
  observe(count: number, ms: number): void {
    const { min, max, targetMs } = this.limits;
    if (ms > targetMs) this.size = Math.max(min, Math.min(this.size, count) * Math.max(0.5, targetMs / ms));
    else if (count >= this.current && ms < targetMs / 2) this.size = Math.min(max, this.size * 1.5);
  }
}
