import type { LaneName } from './event-type';

/** What messaging tells whoever keeps the metrics. All optional; none may throw. */
export interface MessagingObserver {
  /** Events the bus has taken over from the outbox. */
  published?(facts: { lane: LaneName; count: number }): void;
  /** Rows still in the outbox; told at every safety poll of the leading relay. */
  backlog?(facts: { lane: LaneName; count: number; oldestMs: number }): void;
  /** Effects committed; `lagMs` from the producer's clock of the oldest event to now. */
  consumed?(facts: { lane: LaneName; count: number; lagMs: number }): void;
  retried?(facts: { type: string }): void;
  deadLettered?(facts: { type: string; reason: string }): void;
}
