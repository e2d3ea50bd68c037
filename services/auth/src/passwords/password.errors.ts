import { DomainError } from '@vortex/kit';

/** Somebody else changed the account again and again while its password was being replaced. */
export class AccountChangedMeanwhile extends DomainError {
  readonly kind = 'conflict';
  constructor() {
    super('account_changed_meanwhile');
  }
}

/** More passwords wait to be checked than this process can check in time. */
export class PasswordChecksBusy extends DomainError {
  readonly kind = 'resource_exhausted';
  constructor() {
    super('too_busy');
  }
}
