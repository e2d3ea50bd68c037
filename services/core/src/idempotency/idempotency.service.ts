import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { CLOCK, type Clock, DomainError, Keyring, newId } from '@vortex/kit';
import { IdempotencyInProgress, IdempotencyKeyReused, OutcomeUnknown } from './idempotency.errors';
import { IdempotencyRepository, type IdempotencyRecord, type RecordName } from './idempotency.repository';
import { openAnswer, sealAnswer } from './stored-answer';

export interface Attempt extends RecordName {
  readonly requestHash: string;
}

const keptMs = 24 * 3_600_000;
/** Longer than any mutation may take: who has not answered by then has died. */
const longestMs = 2 * 60_000;
/** After these another service may have done what it was asked for. */
const ambiguous = new Set(['unavailable', 'deadline_exceeded']);

/** Makes a mutation happen once however often it is sent under the same key. docs/adr/0009-idempotent-mutations.md says how. */
@Injectable()
export class Idempotency {
  constructor(
    private readonly records: IdempotencyRepository,
    private readonly db: Database,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For work on core's own tables: the record is written in the transaction of the effect, so no crash parts them. */
  inTransaction(attempt: Attempt, work: () => Promise<unknown>): Promise<unknown> {
    return this.db.run(async () => {
      if (!(await this.records.tryLock(attempt))) throw new IdempotencyInProgress();
      const known = await this.records.find(attempt, this.clock.now());
      if (known) return this.replay(attempt, known);
      const claim = await this.claim(attempt);
      const answer = await work();
      await this.records.complete(attempt, claim, sealAnswer(this.keyring, claim, answer));
      return answer;
    });
  }

  removeExpired(): Promise<void> {
    return this.records.removeExpired(this.clock.now());
  }

  /** For work of other services: claimed before they are asked, so they are asked at most once. */
  async claimedBefore(attempt: Attempt, work: () => Promise<unknown>): Promise<unknown> {
    const known = await this.records.find(attempt, this.clock.now());
    if (known) return this.replay(attempt, known);
    const claim = await this.claim(attempt);
    let answer: unknown;
    try {
      answer = await work();
    } catch (error) {
      if (nothingHappened(error)) await this.records.release(attempt, claim);
      else await this.records.markUnknown(attempt, claim);
      throw error;
    }
    await this.records.complete(attempt, claim, sealAnswer(this.keyring, claim, answer));
    return answer;
  }

  private async claim(attempt: Attempt): Promise<string> {
    const claimedAt = this.clock.now();
    const claim = newId();
    const expiresAt = new Date(claimedAt.getTime() + keptMs);
    const { requestHash } = attempt;
    if (await this.records.claim(attempt, { requestHash, claim, claimedAt, expiresAt })) return claim;
    throw new IdempotencyInProgress();
  }

  private replay(attempt: Attempt, { requestHash, state, claim, claimedAt, answer }: IdempotencyRecord): unknown {
    if (requestHash !== attempt.requestHash) throw new IdempotencyKeyReused();
    if (state === 'done' && answer) return openAnswer(this.keyring, claim, answer);
    const running = state === 'running' && this.clock.now().getTime() - claimedAt.getTime() < longestMs;
    throw running ? new IdempotencyInProgress() : new OutcomeUnknown();
  }
}

/** An expected refusal has changed nothing; anything else may have. */
function nothingHappened(error: unknown): boolean {
  return error instanceof DomainError && !ambiguous.has(error.kind);
}
