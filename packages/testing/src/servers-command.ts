/**
 * Starts PostgreSQL, Redis and RabbitMQ for a whole test run, in the foreground:
 *
 *     node packages/testing/dist/servers-command.js
 *
 * Prints one line of JSON when all three answer, the variables that tests read them from:
 *
 *     {"VORTEX_TEST_POSTGRES_URL":"postgresql://…","VORTEX_TEST_REDIS_URL":"redis://…","VORTEX_TEST_BROKER_URL":"amqp://…"}
 *
 * and keeps them until its standard input closes or it gets SIGTERM or SIGINT; then it stops them, removes their data
 * and ends with code 0. A server that the environment names already is not started. What it does meanwhile, such as
 * installing a package, it tells on standard error; when it cannot start one, it says which and why, and ends with 1.
 * However it ends, nothing it started stays behind. Needs `nx run testing:build`.
 */
import { givenServers, serverVariables } from './config';
import type { LaunchedServer } from './servers/launched-server';
import { startPostgres } from './servers/start-postgres';
import { startRabbit } from './servers/start-rabbit';
import { startRedis } from './servers/start-redis';

const starters = { postgres: startPostgres, redis: startRedis, rabbit: startRabbit };
type Kind = keyof typeof starters;

async function main(): Promise<void> {
  const started: LaunchedServer[] = [];
  const over = endOfUse();
  const kinds = Object.keys(starters) as Kind[];
  const results = await Promise.allSettled(
    kinds.map(async (kind) => [serverVariables[kind], await provide(kind, started)] as const),
  );

  const failures = results.filter((result) => result.status === 'rejected');
  for (const failure of failures) process.stderr.write(`${String(failure.reason)}\n`);
  if (failures.length === 0) {
    const urls = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    process.stdout.write(`${JSON.stringify(Object.fromEntries(urls))}\n`);
    await over;
  }
  await Promise.all(started.map((server) => server.stop()));
  process.exit(failures.length === 0 ? 0 : 1);
}

async function provide(kind: Kind, started: LaunchedServer[]): Promise<string> {
  const given = givenServers()[kind];
  if (given) return given;
  const before = performance.now();
  const server = await starters[kind]();
  started.push(server);
  process.stderr.write(`${kind} answers after ${((performance.now() - before) / 1000).toFixed(1)} s\n`);
  return server.url;
}

function endOfUse(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin
      .on('end', resolve)
      .on('error', () => resolve())
      .resume();
    process.on('SIGTERM', resolve).on('SIGINT', resolve);
  });
}

void main();
