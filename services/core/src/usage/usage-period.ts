/** What a user used in a period that is over. */
export interface UsagePeriod {
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly usedBytes: bigint;
  /** What it might have used. Null is no limit. */
  readonly limitBytes: bigint | null;
}
