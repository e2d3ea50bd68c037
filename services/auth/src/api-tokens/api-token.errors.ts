import { DomainError } from '@vortex/kit';

export class ApiTokenNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('api_token_not_found', { id });
  }
}

/** Alike for one that never was, is over, was revoked, or whose account cannot sign in. */
export class ApiTokenInvalid extends DomainError {
  readonly kind = 'unauthenticated';
  constructor() {
    super('api_token_invalid');
  }
}

export class TooManyApiTokens extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(most: number) {
    super('too_many_api_tokens', { most: String(most) });
  }
}
