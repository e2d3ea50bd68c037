import { DomainError } from '@vortex/kit';

/** The file is not what this program writes. */
export class NotAnArchive extends DomainError {
  readonly kind = 'invalid_input';
  constructor() {
    super('not_an_archive');
  }
}

/** The file ends before its end. */
export class ArchiveTruncated extends DomainError {
  readonly kind = 'invalid_input';
  constructor() {
    super('archive_truncated');
  }
}

/** Some of the file's bytes are not those that were written. */
export class ArchiveDamaged extends DomainError {
  readonly kind = 'invalid_input';
  constructor(where: string) {
    super('archive_damaged', { where });
  }
}

export class PassphraseNeeded extends DomainError {
  readonly kind = 'failed_precondition';
  constructor() {
    super('passphrase_needed');
  }
}

export class WrongPassphrase extends DomainError {
  readonly kind = 'permission_denied';
  constructor() {
    super('wrong_passphrase');
  }
}

/** A newer release has written it in a way this one does not know. */
export class ArchiveFormatUnknown extends DomainError {
  readonly kind = 'failed_precondition';
  constructor(format: string) {
    super('archive_format_unknown', { format });
  }
}
