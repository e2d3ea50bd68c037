import { DomainError } from '@vortex/kit';

/** Its agent holds no stream, or does not answer in time. */
export class ServerUnreachable extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(id: string) {
    super('server_unreachable', { id });
  }
}
