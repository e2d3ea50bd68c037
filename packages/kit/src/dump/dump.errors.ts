import { DomainError } from '../errors/domain-error';

/** A copy of a whole database is for the service of backups alone. */
export class BackupServiceOnly extends DomainError {
  readonly kind = 'permission_denied';
  constructor() {
    super('backup_service_only');
  }
}

export class NoDatabase extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(service: string) {
    super('no_database', { service });
  }
}

export class DumpInProgress extends DomainError {
  readonly kind = 'conflict';
  constructor(service: string) {
    super('dump_in_progress', { service });
  }
}

/** A service has events to work off that were published to it, and does not get to their end in time. */
export class ConsumersBehind extends DomainError {
  readonly kind = 'unavailable';
  constructor(service: string) {
    super('consumers_behind', { service });
  }
}

/** The steps of a copy came in an order that makes no sense. */
export class DumpOutOfOrder extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(step: string) {
    super('dump_out_of_order', { step });
  }
}
