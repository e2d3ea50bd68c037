import { DomainError } from '@vortex/kit';

export class ArchiveNotFound extends DomainError {
  readonly kind = 'not_found';
  constructor(id: string) {
    super('archive_not_found', { id });
  }
}

export class ArchiveNameTaken extends DomainError {
  readonly kind = 'conflict';
  constructor(name: string) {
    super('archive_name_taken', { name });
  }
}
