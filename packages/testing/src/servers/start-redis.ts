import { join } from 'node:path';
import { freePort } from '@vortex/database/postgres-server';
import { serverVariables } from '../config';
import { ChildServer } from './child-server';
import { containerDriver, dockerAnswers } from './docker';
import { launch, type LaunchedServer, type LaunchOptions, type ServerDriver } from './launched-server';
import { redisAnswers } from './probe';
import { findProgram, namedServer } from './programs';
import { serverDirectory } from './server-directory';

/** A Redis of one's own. It keeps its data over a restart only when it is `durable`. */
export async function startRedis(options: LaunchOptions = {}): Promise<LaunchedServer> {
  const directory = await serverDirectory('redis', options);
  const driver = (await dockerAnswers()) ? await inContainer(options) : await asProcess(directory, options);
  return launch(driver, directory, options);
}

// Written before it is answered: by default Redis may hold a write back for two seconds while the disk is busy.
const durable = ['--appendonly', 'yes', '--appendfsync', 'always'];
const persistence = (options: LaunchOptions) => ['--save', '', ...(options.durable ? durable : ['--appendonly', 'no'])];

function inContainer(options: LaunchOptions): Promise<ServerDriver> {
  return containerDriver({
    image: 'redis:8-alpine',
    containerPort: 6379,
    args: ['redis-server', ...persistence(options)],
    url: (port) => `redis://127.0.0.1:${port}`,
    answers: redisAnswers,
  });
}

async function asProcess(directory: string, options: LaunchOptions): Promise<ServerDriver> {
  const port = await freePort();
  const server = new ChildServer({
    command: await findProgram({
      paths: ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'],
      debianPackage: 'redis-server',
      instead: namedServer(serverVariables.redis),
    }),
    args: [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      directory,
      '--daemonize',
      'no',
      ...persistence(options),
    ],
    logFile: join(directory, 'redis.log'),
    answers: () => redisAnswers(port),
    startTimeoutMs: 30_000,
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return server.pid;
    },
    start: () => server.start(),
    kill: () => server.kill(),
    stop: () => server.stop(),
    lastWill: () => [`kill -9 ${server.pid}`],
  };
}
