import { DomainError } from '@vortex/kit';

export class AccountNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('account_not_found', { id });
  }
}

export class UsernameTaken extends DomainError {
  readonly kind = 'conflict';
  constructor(username: string) {
    super('username_taken', { username });
  }
}

/** Nobody would be left to run the tenant. */
export class LastOwner extends DomainError {
  readonly kind = 'failed_precondition';
  constructor() {
    super('last_owner');
  }
}

/** Whoever did this would lock themselves out. */
export class OwnAccount extends DomainError {
  readonly kind = 'failed_precondition';
  constructor() {
    super('own_account');
  }
}

export class TooManyAccounts extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(most: number) {
    super('too_many_accounts', { most: String(most) });
  }
}

/** Told only to who knows its password. */
export class AccountDisabled extends DomainError {
  readonly kind = 'unauthenticated';
  constructor() {
    super('account_disabled');
  }
}
