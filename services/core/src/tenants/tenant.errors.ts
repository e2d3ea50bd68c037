import { DomainError } from '@vortex/kit';

export class TenantHasUsers extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(users: number) {
    super('tenant_has_users', { users: String(users) });
  }
}

/** The tenant has as many users as it may have. */
export class UserLimitReached extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(mostUsers: number) {
    super('user_limit_reached', { mostUsers: String(mostUsers) });
  }
}

/** Nobody is made in it meanwhile. */
export class TenantSuspended extends DomainError {
  readonly kind = 'failed_precondition';
  constructor() {
    super('tenant_suspended');
  }
}

/** Nobody is made in it any more. */
export class TenantGone extends DomainError {
  readonly kind = 'failed_precondition';
  constructor() {
    super('tenant_deleted');
  }
}
