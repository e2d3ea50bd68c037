import { DomainError, type ErrorFacts } from '@vortex/kit';
import { StartFailure } from '../start-failure';
import type { RestoreTarget } from './restore-target';

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

export class DatabaseNameTooLong extends RestoreRefused {
  constructor(name: string) {
    super(
      'database_name_too_long',
      { name },
      `The name of the database ${name} is too long for another one beside it.`,
      'Give it one of at most 48 bytes. Nothing was changed.',
    );
  }
}

/** Services must not start on data of two lives. Everything is still there: the old databases, and the new ones there are. */
export class HalfRestored extends StartFailure {
  constructor(stale: readonly RestoreTarget[], reason: unknown) {
    const services = stale.map(({ service }) => service).join(', ');
    super(
      `A restore has ended between two PostgreSQL servers, and the data of ${services} cannot follow: ${(reason as Error).message}.`,
      'Nothing was deleted. Start again when it can, or put the same archive in its place with npm run restore.',
    );
  }
}

/** The databases are the new ones, and the broker still has events of the old. */
export class QueuesNotEmptied extends StartFailure {
  constructor(reason: unknown) {
    super(
      `The data is restored, but the queues of RabbitMQ could not be emptied: ${(reason as Error).message}.`,
      'Start no service yet: what waits there is of the data that was replaced. Restore the same archive once more.',
    );
  }
}
