import { DomainError } from '@vortex/kit';

/** A key was used before, for something else. */
export class IdempotencyKeyReused extends DomainError {
  readonly kind = 'conflict';
  constructor() {
    super('idempotency_key_reused');
  }
}

/** The same request is being worked on; its answer is there soon, under the same key. */
export class IdempotencyInProgress extends DomainError {
  readonly kind = 'conflict';
  constructor() {
    super('in_progress');
  }
}

/** Another service was asked before and did not say what came of it. It is not asked twice: look first, then use a new key. */
export class OutcomeUnknown extends DomainError {
  readonly kind = 'conflict';
  constructor() {
    super('outcome_unknown');
  }
}
