import type { FieldViolation } from '@vortex/contracts/common';
import { DomainError, type ErrorFacts, type ErrorKind } from './domain-error';

/** An expected failure of another service, as it was thrown there. */
export class RemoteError extends DomainError {
  constructor(
    readonly kind: ErrorKind,
    code: string,
    facts: ErrorFacts = {},
    violations: readonly FieldViolation[] = [],
  ) {
    super(code, facts, violations);
  }
}

/** Another service failed in a way it did not expect itself. It has logged the cause under `traceId`. */
export class RemoteFailure extends Error {
  constructor(
    readonly service: string,
    readonly method: string,
    readonly traceId: string,
  ) {
    super(`${service} failed at ${method}${traceId ? ` (trace ${traceId})` : ''}`);
    this.name = 'RemoteFailure';
  }
}
