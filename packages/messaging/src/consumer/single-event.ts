import type { Log } from '@vortex/database';
import { backoffMs, pause } from '../backoff';
import type { Delivery } from '../bus/bus-driver';
import { type DeadLetters, describe } from '../dead-letters/dead-letters';
import type { MessagingObserver } from '../observer';
import { Deadly, Unprocessable } from './consumer.errors';
import type { EventProcessor } from './event-processor';
import type { Patience } from './patience';

export interface RetryPolicy {
  readonly attempts: number;
  readonly firstMs: number;
  readonly maxMs: number;
}

export const defaultRetry: RetryPolicy = { attempts: 6, firstMs: 50, maxMs: 2_000 };

/** Starts of a handler that did not end, after which an event counts as deadly. */
const deadlyAttempts = 5;

export interface SingleEventParts {
  readonly processor: EventProcessor;
  readonly deadLetters: DeadLetters;
  readonly patience: Patience;
  readonly retry: RetryPolicy;
  readonly log: Log;
  readonly observer: MessagingObserver;
}

/** The slow way: one event, one transaction, with retries, up to the dead letters. */
export class SingleEvent {
  constructor(private readonly parts: SingleEventParts) {}

  /** Resolves when the event is settled, one way or the other; unsettled only when `signal` is aborted. */
  async handle(delivery: Delivery, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; !signal.aborted;) {
      try {
        await this.attempt(delivery);
        return delivery.settle();
      } catch (error) {
        if (await this.parts.patience.databaseIsAway(error)) {
          await this.parts.patience.untilDatabaseAnswers(signal);
        } else if (error instanceof Unprocessable || attempt >= this.parts.retry.attempts) {
          return this.bury(delivery, error, attempt, signal);
        } else {
          await this.waitAfter(delivery, error, attempt++, signal);
        }
      }
    }
  }

  async bury(delivery: Delivery, error: unknown, attempts: number, signal: AbortSignal): Promise<void> {
    const { deadLetters, patience, log, observer } = this.parts;
    const { id, type } = delivery.envelope;
    const { reason } = describe(error);
    while (!signal.aborted) {
      try {
        await deadLetters.bury(delivery.envelope, { error, attempts });
        // The error's text stays in the database: it may quote what the event carried.
        log.error({ eventId: id, type, reason, attempts }, 'event put among the dead letters');
        observer.deadLettered?.({ type, reason });
        return delivery.settle();
      } catch (failure) {
        log.warn({ eventId: id, type, reason: describe(failure).reason }, 'could not write a dead letter yet');
        await pause(200, signal);
        await patience.untilDatabaseAnswers(signal);
      }
    }
  }

  private async attempt({ envelope, suspect }: Delivery): Promise<void> {
    const { processor } = this.parts;
    if (!suspect) return processor.apply([envelope]);
    const attempts = await processor.inbox.countAttempt(envelope.id);
    if (attempts > deadlyAttempts) throw new Deadly(deadlyAttempts);
    try {
      await processor.apply([envelope]);
    } finally {
      // It ended, well or not, and the process lives: this attempt was not a deadly one.
      await processor.inbox.forgetAttempts(envelope.id).catch(() => undefined);
    }
  }

  private async waitAfter(delivery: Delivery, error: unknown, attempt: number, signal: AbortSignal): Promise<void> {
    const { retry, log, observer } = this.parts;
    const { id, type } = delivery.envelope;
    const inMs = backoffMs(attempt, retry.firstMs, retry.maxMs);
    log.warn({ eventId: id, type, reason: describe(error).reason, attempt, retryInMs: inMs }, 'event handler failed');
    observer.retried?.({ type });
    await pause(inMs, signal);
  }
}
