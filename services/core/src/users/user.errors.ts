import { DomainError } from '@vortex/kit';

export class UserNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('user_not_found', { id });
  }
}

/** Names of users that others of the tenant have. */
export class UsernameTaken extends DomainError {
  readonly kind = 'conflict';
  constructor(username: string, path = 'input.username') {
    super('username_taken', { username }, [{ path, code: 'taken', message: 'Another user has this name.' }]);
  }
}

/** The user was changed since the caller looked at it. */
export class UserChangedMeanwhile extends DomainError {
  readonly kind = 'conflict';
  constructor(id: string, revision: bigint) {
    super('changed_meanwhile', { id, revision: revision.toString() }, [
      { path: 'input.expectedRevision', code: 'stale', message: `It is at revision ${revision} now.` },
    ]);
  }
}

export class UserNotOnHold extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(id: string) {
    super('user_not_on_hold', { id });
  }
}
