import { DomainError } from '@vortex/kit';

export class TenantNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(tenant: string) {
    super('tenant_not_found', { tenant });
  }
}

export class TenantSlugTaken extends DomainError {
  readonly kind = 'conflict';
  constructor(slug: string) {
    super('tenant_slug_taken', { slug });
  }
}

/** The tenant that runs the platform can be neither suspended nor deleted. */
export class OperatorTenant extends DomainError {
  readonly kind = 'failed_precondition';
  constructor() {
    super('operator_tenant');
  }
}

export class TenantNotSuspended extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(slug: string) {
    super('tenant_not_suspended', { slug });
  }
}

/** Told only to who knows the password of one of its accounts. */
export class TenantSuspended extends DomainError {
  readonly kind = 'unauthenticated';
  constructor() {
    super('tenant_suspended');
  }
}
