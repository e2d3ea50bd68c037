import { DomainError } from '@vortex/kit';

/** The caller may only send operations of the trusted list. */
export class OperationNotTrusted extends DomainError {
  readonly kind = 'permission_denied';
  constructor() {
    super('operation_not_trusted');
  }
}
