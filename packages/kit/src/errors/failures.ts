import type { FieldViolation } from '@vortex/contracts/common';
import { DomainError, type ErrorFacts } from './domain-error';

/** Inputs were refused. Names every one of them. */
export class InvalidInput extends DomainError {
  readonly kind = 'invalid_input';
  constructor(violations: readonly FieldViolation[]) {
    super('invalid_input', {}, violations);
  }
}

export class NotFound extends DomainError {
  readonly kind = 'not_found';
}

export class Unauthenticated extends DomainError {
  readonly kind = 'unauthenticated';
}

export class PermissionDenied extends DomainError {
  readonly kind = 'permission_denied';
}

export class ResourceExhausted extends DomainError {
  readonly kind = 'resource_exhausted';
}

export class Unavailable extends DomainError {
  readonly kind = 'unavailable';
}

export class DeadlineExceeded extends DomainError {
  readonly kind = 'deadline_exceeded';
  constructor(facts: ErrorFacts = {}) {
    super('deadline_exceeded', facts);
  }
}

/** Whoever asked went away, so nobody waits for the answer. */
export class CallCancelled extends Error {
  constructor() {
    super('the caller cancelled the call');
    this.name = 'CallCancelled';
  }
}
