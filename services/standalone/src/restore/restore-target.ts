import { databaseUrl } from '@vortex/database';
import type { ServiceDefinition } from '@vortex/kit';
import { StartFailure } from '../start-failure';

/** Where one service's database is, or is to be. */
export interface RestoreTarget {
  readonly service: string;
  readonly definition: ServiceDefinition;
  /** A database of the same server that is always there. */
  readonly adminUrl: string;
  readonly name: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Backups' own register describes the folder of archives beside it, and stays as it is: what a restored one would say of
 * the archives made since would be wrong.
 */
const stays = 'backup';

/** The databases a restore is about, found as the services find them. */
export function restoreTargets(
  services: readonly ServiceDefinition[],
  serverUrl: string | undefined,
  environment: Environment,
): RestoreTarget[] {
  return services
    .filter(({ name, database }) => database && name !== stays)
    .map((definition) => {
      const { name: service } = definition;
      const own = environment[`VORTEX_${service.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`];
      const url = own ?? (serverUrl && databaseUrl(serverUrl, `vortex_${service.replaceAll('-', '_')}`));
      if (!url) {
        throw new StartFailure(
          `Nobody says where the database of ${service} is.`,
          'Set VORTEX_DATABASE_URL for all, or one VORTEX_<SERVICE>_DATABASE_URL for each.',
        );
      }
      const name = decodeURIComponent(new URL(url).pathname.slice(1));
      return { service, definition, adminUrl: databaseUrl(url, 'postgres'), name };
    });
}
