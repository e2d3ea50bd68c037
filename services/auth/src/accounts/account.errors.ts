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
