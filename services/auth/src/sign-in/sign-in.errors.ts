import { DomainError } from '@vortex/kit';

/** Alike for a name that does not exist and a password that does not match. */
export class WrongCredentials extends DomainError {
  readonly kind = 'unauthenticated';
  constructor() {
    super('wrong_credentials');
  }
}

export class TooManyAttempts extends DomainError {
  readonly kind = 'resource_exhausted';
  constructor(retryAfterMs: number) {
    super('too_many_attempts', { retryAfterSeconds: String(Math.ceil(retryAfterMs / 1_000)) });
  }
}
