import type { AppliedMigration } from './applied-migrations';
import type { Migration } from './migration-file';
import { MigrationError } from './migration.errors';
import { compareReleases } from './release';

/**
 * What of `known` is still to be applied, in order; throws when this release must not touch this database.
 * @param applied the migrations of this source that the database has seen
 * @param release the running release; unknown means older than any contract it does not know
 */
export function pendingMigrations(
  source: string,
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
  release: string | undefined,
): Migration[] {
  refuseStrangeContracts(source, known, applied, release);
  const appliedByName = new Map(applied.map((row) => [row.name, row]));

  const changed = known.find(
    (migration) => (appliedByName.get(migration.name)?.checksum ?? migration.checksum) !== migration.checksum,
  );
  if (changed) {
    throw new MigrationError(
      'changed',
      `${source}/${changed.name} was changed after it had been applied. Restore the file and put the change into a new migration`,
    );
  }

  const pending = known.filter((migration) => !appliedByName.has(migration.name));
  const newestApplied = known.findLast((migration) => appliedByName.has(migration.name));
  const late = pending.find((migration) => newestApplied && known.indexOf(migration) < known.indexOf(newestApplied));
  if (late) {
    throw new MigrationError(
      'out_of_order',
      `${source}/${late.name} is new but numbered before ${newestApplied?.name}, which is applied. Give it a higher number`,
    );
  }

  const future = pending.find(
    (migration) => release && migration.requiresRelease && compareReleases(migration.requiresRelease, release) > 0,
  );
  if (future) {
    throw new MigrationError(
      'release_too_old',
      `${source}/${future.name} requires release ${future.requiresRelease}, and this is ${release}`,
    );
  }
  return pending;
}

/** Newer expands are harmless to an older release; a newer contract has taken away what it stands on. */
function refuseStrangeContracts(
  source: string,
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
  release: string | undefined,
): void {
  const names = new Set(known.map((migration) => migration.name));
  for (const row of applied) {
    if (names.has(row.name) || row.phase !== 'contract') continue;
    const required = row.requires_release ?? 'unknown';
    if (release && row.requires_release && compareReleases(release, row.requires_release) >= 0) continue;
    throw new MigrationError(
      'database_too_new',
      `the database has seen ${source}/${row.name}, after which only release ${required} and newer can run; ` +
        `this is ${release ?? 'a release of unknown version'}. Start the newer release, or restore a backup`,
    );
  }
}
