import { DomainError } from '@vortex/kit';

export class ArchiveNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('archive_not_found', { id });
  }
}

export class BackupInProgress extends DomainError {
  readonly kind = 'conflict';
  constructor() {
    super('backup_in_progress');
  }
}

/** There is no file of an archive that failed, or is still being made, or was deleted by hand. */
export class ArchiveUnfinished extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(id: string) {
    super('archive_unfinished', { id });
  }
}

/** Archives hold the rows of every tenant, so only those of the operator come near them. */
export class OperatorOnly extends DomainError {
  readonly kind = 'permission_denied';
  constructor() {
    super('operator_only');
  }
}

/** More than this folder takes: of what a file may be at all, and of what is free on its disk. */
export class ArchiveTooLarge extends DomainError {
  readonly kind = 'resource_exhausted';
  constructor(mostBytes: number) {
    super('archive_too_large', { mostBytes: String(mostBytes) });
  }
}
