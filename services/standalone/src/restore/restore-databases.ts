import { ArchiveDamaged, type ArchivedService, linesOf, readArchive } from '@vortex/backup';
import { DatabaseLoader, databaseUrl, migrate } from '@vortex/database';
import type { Log } from '@vortex/kit';
import { Readable } from 'node:stream';
import { migrationSources } from './check-release';
import { DatabaseSwap } from './database-swap';
import { HalfRestored } from './restore.errors';
import type { RestoreTarget } from './restore-target';
import type { VerifiedArchive } from './verify-archive';

export interface RestoreRequest {
  readonly path: string;
  readonly passphrase: string;
  readonly archive: VerifiedArchive;
  readonly targets: readonly RestoreTarget[];
  readonly release: string;
  readonly keepOld: boolean;
  readonly log: Log;
  /** Called right before the databases change places: from here on it is too late to turn back. */
  readonly beforeSwap: (generation: bigint) => Promise<void>;
  /** Called when they have changed places, and the old ones are still there. */
  readonly afterSwap?: () => Promise<void>;
  /** Called with the number of rows that went by since the last call. */
  readonly tell?: (rows: number) => void;
  /** Ends it before the databases change places. */
  readonly signal?: AbortSignal;
}

/** Makes every database of the archive beside the ones in use, and only when all are whole puts them in their place. */
export async function restoreDatabases(request: RestoreRequest): Promise<{ readonly generation: bigint }> {
  const { targets, archive, keepOld, beforeSwap } = request;
  const swap = new DatabaseSwap(targets);
  const generation = await nextGeneration(swap, targets, archive.description.generation);
  try {
    await fill(request, swap, generation);
    await beforeSwap(generation);
    request.signal?.throwIfAborted();
    await swap.perform();
  } catch (error) {
    if (!(error instanceof HalfRestored)) await swap.dropFresh();
    throw error;
  }
  await request.afterSwap?.();
  if (!keepOld) await swap.dropOld();
  return { generation };
}

async function fill(request: RestoreRequest, swap: DatabaseSwap, generation: bigint): Promise<void> {
  const { archive, targets, path, passphrase } = request;
  const loaders = new Map<string, { readonly service: ArchivedService; readonly loader: DatabaseLoader }>();
  try {
    for (const service of archive.description.services) {
      const target = targets.find((one) => one.service === service.name);
      if (target) loaders.set(service.name, { service, loader: await prepare(request, swap, target, service) });
    }
    for await (const part of readArchive(path, passphrase)) {
      const found = part.kind === 'table' ? loaders.get(part.service) : undefined;
      const table = part.kind === 'table' && found?.service.tables.find(({ name }) => name === part.table);
      if (!found || !table) continue;
      const rows = await found.loader.load(table, Readable.from(followed(part.data, request)));
      const told = archive.manifest.tables.find(
        (sum) => sum.service === found.service.name && sum.table === table.name,
      );
      if (told && told.rows !== rows) throw new ArchiveDamaged(`${found.service.name} ${table.name}`);
    }
    for (const { service, loader } of loaders.values()) {
      await loader.finish(service);
      await loader.execute('UPDATE messaging.platform_state SET generation = $1', [generation]);
      // An old archive's inbox would count as outdated, and events that are in its outbox too would take effect twice.
      await loader.execute(
        "UPDATE messaging.inbox SET received_at = now() WHERE received_at < now() - interval '1 day'",
      );
    }
  } finally {
    for (const { loader } of loaders.values()) await loader.close();
  }
  for (const target of targets.filter(({ service }) => loaders.has(service))) {
    await migrate({ ...migrationsOf(request, swap, target), release: request.release });
  }
}

/** The schema as it was when the archive was made; what came since is applied to the data afterwards. */
async function prepare(
  request: RestoreRequest,
  swap: DatabaseSwap,
  target: RestoreTarget,
  service: ArchivedService,
): Promise<DatabaseLoader> {
  await swap.makeFresh(target);
  const only = new Set(service.migrations.map(({ source, name }) => `${source}/${name}`));
  const migrations = migrationsOf(request, swap, target);
  await migrate({ ...migrations, only });
  return DatabaseLoader.open(migrations.url, service);
}

function migrationsOf({ log }: RestoreRequest, swap: DatabaseSwap, target: RestoreTarget) {
  return { url: databaseUrl(target.adminUrl, swap.freshName(target)), sources: migrationSources(target), log };
}

/**
 * Larger than any this data has had: than the archive's, than that of the data it replaces, and, through the clock, than
 * those of other restores of the same archive of which nobody here knows.
 */
async function nextGeneration(
  swap: DatabaseSwap,
  targets: readonly RestoreTarget[],
  archived: bigint,
): Promise<bigint> {
  let most = archived;
  for (const target of targets) {
    const generation = (await swap.generationOf(target)) ?? 0n;
    if (generation > most) most = generation;
  }
  const seconds = BigInt(Math.floor(Date.now() / 1_000));
  return most + 1n > seconds ? most + 1n : seconds;
}

/** Tells of the rows that went by, and ends with `signal`. */
async function* followed(data: AsyncIterable<Buffer>, { signal, tell }: RestoreRequest): AsyncGenerator<Buffer> {
  for await (const chunk of data) {
    signal?.throwIfAborted();
    tell?.(linesOf(chunk));
    yield chunk;
  }
}
