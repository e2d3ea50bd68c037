import type { ArchiveDescription, ArchivedService } from '@vortex/backup';
import { compareReleases, type MigrationSource, readMigrations } from '@vortex/database';
import { messagingMigrations } from '@vortex/messaging';
import { ArchiveTooNew, MigrationsDiffer } from './restore.errors';
import type { RestoreTarget } from './restore-target';

export function migrationSources({ service, definition }: RestoreTarget): readonly MigrationSource[] {
  return [messagingMigrations, { name: service, directory: definition.database?.migrations ?? '' }];
}

/** Whether this release can make the databases of the archive: it must know every migration they had seen. */
export async function checkRelease(
  { release, services }: ArchiveDescription,
  targets: readonly RestoreTarget[],
  version: string,
): Promise<void> {
  if (compareReleases(release, version) > 0)
    throw new ArchiveTooNew(release, `Release ${release} has made it, and this is ${version}`);
  for (const service of services) {
    const target = targets.find((one) => one.service === service.name);
    if (!target)
      throw new ArchiveTooNew(
        release,
        `It holds the database of ${service.name}, a service this release does not have`,
      );
    await checkMigrations(service, target, release);
  }
}

async function checkMigrations(service: ArchivedService, target: RestoreTarget, release: string): Promise<void> {
  const known = new Map<string, string>();
  for (const source of migrationSources(target)) {
    for (const { name, checksum } of await readMigrations(source)) known.set(`${source.name}/${name}`, checksum);
  }
  for (const { source, name, checksum } of service.migrations) {
    const own = known.get(`${source}/${name}`);
    if (own === undefined)
      throw new ArchiveTooNew(release, `Its database of ${service.name} has seen ${source}/${name}`);
    if (own !== checksum) throw new MigrationsDiffer(release, service.name, `${source}/${name}`);
  }
}
