import { DomainError } from '@vortex/kit';

export class TenantNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(tenant: string) {
    super('tenant_not_found', { tenant });
  }
}
