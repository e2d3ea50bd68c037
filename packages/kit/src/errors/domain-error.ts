import type { FieldViolation } from '@vortex/contracts/common';

export const errorKinds = [
  'invalid_input',
  'not_found',
  'conflict',
  'failed_precondition',
  'permission_denied',
  'unauthenticated',
  'resource_exhausted',
  'unavailable',
  'deadline_exceeded',
  'unimplemented',
] as const;

/** What sort of failure it is: decides the gRPC status, the HTTP status and the GraphQL `extensions.code`. */
export type ErrorKind = (typeof errorKinds)[number];

/** Safe to show to whoever asked. */
export type ErrorFacts = Readonly<Record<string, string>>;

/** An expected failure. Everything in it is meant for the caller, so never put a secret or an address into it. */
export abstract class DomainError extends Error {
  abstract readonly kind: ErrorKind;

  /** @param code a stable machine-readable name in snake case, e.g. "wrong_credentials" */
  constructor(
    readonly code: string,
    readonly facts: ErrorFacts = {},
    readonly violations: readonly FieldViolation[] = [],
  ) {
    super(code);
    this.name = new.target.name;
  }
}
