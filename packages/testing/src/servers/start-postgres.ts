import { readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { databaseUrl } from '@vortex/database';
import { PostgresServer } from '@vortex/database/postgres-server';
import { silentLog } from '../silent-log';
import { serverDirectory } from './server-directory';
import { launch, type LaunchedServer, type LaunchOptions, type ServerDriver } from './launched-server';

/** A PostgreSQL of one's own, from the binaries that npm brought. */
export async function startPostgres(options: LaunchOptions = {}): Promise<LaunchedServer> {
  const directory = await serverDirectory('postgres', options);
  const server = await PostgresServer.prepare({
    directory,
    log: silentLog,
    durable: options.durable ?? false,
    elsewhere: tmpdir(),
  });
  const moved = await readlink(join(directory, 'data')).catch(() => undefined);
  let port: number | undefined;
  const driver: ServerDriver = {
    elsewhere: moved && dirname(moved),
    get url() {
      return databaseUrl(server.adminUrl, 'postgres');
    },
    get pid() {
      return server.pid;
    },
    start: async () => {
      await server.start(port);
      port = server.port;
    },
    kill: () => server.kill(),
    stop: () => server.stop(),
    // SIGQUIT: at once, but with the shared memory given back.
    lastWill: () => [`kill -s QUIT ${server.pid}`, `while kill -0 ${server.pid}; do sleep 0.1; done`],
  };
  return launch(driver, directory, options);
}
