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

/** Nobody is made in a tenant that is suspended, or gone. */
export class TenantClosed extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(code: 'tenant_suspended' | 'tenant_deleted') {
    super(code);
  }
}
