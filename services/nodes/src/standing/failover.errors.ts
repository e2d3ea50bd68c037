import { DomainError } from '@vortex/kit';

export class FailoverGroupNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(name: string) {
    super('failover_group_not_found', { name });
  }
}
