import { DomainError } from '@vortex/kit';

export class TenantHasUsers extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(users: number) {
    super('tenant_has_users', { users: String(users) });
  }
}
