import { DomainError } from '@vortex/kit';

export class SessionNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('session_not_found', { id });
  }
}

/** What is asked belongs to a session, and the caller has none: it came with an API token, or its session is over. */
export class SessionRequired extends DomainError {
  readonly kind = 'permission_denied';
  constructor() {
    super('session_required');
  }
}

/** Nobody was given this token, or so long ago that it is forgotten. */
export class RefreshTokenInvalid extends DomainError {
  readonly kind = 'unauthenticated';
  constructor() {
    super('refresh_token_invalid');
  }
}

export class RefreshTokenExpired extends DomainError {
  readonly kind = 'unauthenticated';
  constructor() {
    super('refresh_token_expired');
  }
}

/** It was exchanged before, so two hold it, and one of them is a thief: the session is ended for both. */
export class RefreshTokenReused extends DomainError {
  readonly kind = 'unauthenticated';
  constructor() {
    super('refresh_token_reused');
  }
}

/** Somebody ended the session. */
export class SessionEnded extends DomainError {
  readonly kind = 'unauthenticated';
  constructor() {
    super('session_ended');
  }
}
