import { DomainError, type ErrorFacts } from '@vortex/kit';

/** A whole archive that is not for this release, these keys or this server: named for programs, explained for people. */
export abstract class RestoreRefused extends DomainError {
  readonly kind = 'failed_precondition';
  protected constructor(
    code: string,
    facts: ErrorFacts,
    readonly problem: string,
    readonly remedy: string,
  ) {
    super(code, facts);
  }
}

export class ArchiveTooNew extends RestoreRefused {
  constructor(release: string, why: string) {
    super(
      'archive_too_new',
      { release },
      `The archive comes from a newer release. ${why}.`,
      `Restore it with release ${release} or newer. Nothing was changed.`,
    );
  }
}

export class MigrationsDiffer extends RestoreRefused {
  constructor(release: string, service: string, migration: string) {
    super(
      'migrations_differ',
      { release, service, migration },
      `The archive's database of ${service} was made by another text of ${migration} than this release has.`,
      `Restore it with the release that made it: ${release}.`,
    );
  }
}

export class MasterKeysMissing extends RestoreRefused {
  /** @param place of this machine: for whoever sits at it alone */
  constructor(keys: readonly string[], place: string) {
    super(
      'master_keys_missing',
      { keys: keys.join(', ') },
      `The secrets in the archive are sealed with the master key ${keys.join(', ')}, which is not in ${place}.`,
      'Name a file that has it with --master-keys <file>. Without it they cannot be opened by anybody. Nothing was changed.',
    );
  }
}

export class DatabaseInUse extends RestoreRefused {
  constructor() {
    super(
      'database_in_use',
      {},
      'A service still uses its database.',
      'Stop every service first. Nothing was changed.',
    );
  }
}
