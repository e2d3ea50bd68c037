export interface RateRule {
  /** Points a key may consume within any window. */
  readonly limit: number;
  readonly windowMs: number;
  /**
   * What happens while the shared store is away. `count_locally` (the default): every process counts for itself, so the
   * platform as a whole allows up to `limit` times its replicas; right wherever refusing everybody is the worse harm.
   * `deny`: nothing passes; right where one pass too many costs money or security.
   */
  readonly onOutage?: 'count_locally' | 'deny';
}

export interface RateVerdict {
  readonly allowed: boolean;
  /** Whole points left at this moment. */
  readonly remaining: number;
  /** Milliseconds until the refused points would be allowed, if nobody consumes in between; 0 when they were allowed. */
  readonly resetMs: number;
}

/**
 * Counts in a sliding window: the current fixed window plus the share of the previous one that still lies within reach,
 * as if that had been consumed evenly. So twice the limit never passes around a boundary, for two numbers a key.
 * What is refused is not counted, so a key that is hammered recovers as fast as one that waits.
 */
export interface RateLimiter {
  /** `points`: 1 unless told, at least 1 and at most `rule.limit`. */
  consume(key: string, rule: RateRule, points?: number): Promise<RateVerdict>;
  /** Forgets what a key consumed under this rule. */
  reset(key: string, rule: RateRule): Promise<void>;
}
