import { DomainError } from '@vortex/kit';

/** An orchestrator owns the processes here, and restarts them by its own means. */
export class Orchestrated extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(service: string) {
    super('orchestrated', { service });
  }
}
