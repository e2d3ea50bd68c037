import { Database, DatabaseUnavailable, ensureDatabase, isConnectionFailure, migrate } from '@vortex/database';
import { messagingMigrations } from '@vortex/messaging';
import type { Log } from '../log/log';
import type { DatabaseDefinition } from './define-service';
import { untilAvailable } from './patience';

export interface DatabaseSource {
  readonly service: string;
  readonly definition: DatabaseDefinition;
  /** The service's own database, where it was given one. */
  readonly url: string | undefined;
  /** The server to have a database on, otherwise. */
  readonly serverUrl: string | undefined;
  readonly version: string;
  readonly log: Log;
}

/** Opens a service's database, made and migrated. Waits for the server, which may start at the same time. */
export async function openDatabase(source: DatabaseSource): Promise<Database> {
  const { service, definition, version, log } = source;
  const passing = (error: unknown): boolean => error instanceof DatabaseUnavailable || isConnectionFailure(error);
  const url = await untilAvailable(
    'database',
    log,
    async () => {
      const found =
        source.url ?? (await ensureDatabase(source.serverUrl ?? '', `vortex_${service.replaceAll('-', '_')}`));
      const sources = [messagingMigrations, { name: service, directory: definition.migrations }];
      await migrate({ url: found, sources, log, ...(/^\d+\.\d+\.\d+$/.test(version) ? { release: version } : {}) });
      return found;
    },
    passing,
  );
  const database = new Database({ createClient: definition.createClient, url, log });
  // Prisma loads its query engine with the first query. Nobody who asks shall wait for that.
  await database.run(() => Promise.resolve()).catch(() => undefined);
  return database;
}
