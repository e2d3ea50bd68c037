import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@vortex/database/postgres-server';
import { serverVariables } from '../config';
import { ChildServer } from './child-server';
import { containerDriver, dockerAnswers } from './docker';
import { epmdServer } from './epmd';
import { launch, type LaunchedServer, type LaunchOptions, type ServerDriver } from './launched-server';
import { answersTo, rabbitAnswers } from './probe';
import { findProgram, namedServer } from './programs';
import { serverDirectory } from './server-directory';

/** A RabbitMQ of one's own, with the user guest. */
export async function startRabbit(options: LaunchOptions = {}): Promise<LaunchedServer> {
  const directory = await serverDirectory('rabbit', options);
  const driver = (await dockerAnswers()) ? await inContainer() : await asProcess(directory);
  return launch(driver, directory, options);
}

const urlOf = (port: number) => `amqp://guest:guest@127.0.0.1:${port}`;

function inContainer(): Promise<ServerDriver> {
  return containerDriver({ image: 'rabbitmq:4', containerPort: 5672, url: urlOf, answers: rabbitAnswers });
}

async function asProcess(directory: string): Promise<ServerDriver> {
  // Not /usr/sbin/rabbitmq-server: that one changes to a user of its own.
  const command = await findProgram({
    paths: ['/usr/lib/rabbitmq/bin/rabbitmq-server', '/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server'],
    debianPackage: 'rabbitmq-server',
    instead: namedServer(serverVariables.rabbit),
  });
  const [port, distributionPort, epmdPort] = [await freePort(), await freePort(), await freePort()];
  const epmd = await epmdServer(epmdPort, directory);
  const env = await prepareNode({ directory, port, distributionPort, epmdPort });
  const broker = new ChildServer({
    command,
    args: [],
    env,
    logFile: join(directory, 'rabbit.log'),
    answers: () => rabbitAnswers(port),
    startTimeoutMs: 120_000,
  });
  return {
    url: urlOf(port),
    get pid() {
      return broker.pid;
    },
    start: async () => {
      if (!(await answersTo(epmdPort, '\0\x01n', () => true))) await epmd.start();
      await broker.start();
    },
    kill: () => broker.kill(),
    stop: async () => {
      await broker.stop();
      await epmd.stop();
    },
    lastWill: () => [`kill -9 -${broker.pid}`, `kill -9 ${epmd.pid}`],
  };
}

interface NodeSettings {
  readonly directory: string;
  readonly port: number;
  readonly distributionPort: number;
  readonly epmdPort: number;
}

/** Configuration and environment of a node that shares nothing with another on this machine. */
async function prepareNode({
  directory,
  port,
  distributionPort,
  epmdPort,
}: NodeSettings): Promise<Record<string, string>> {
  const at = (name: string) => join(directory, name);
  await Promise.all(['home', 'mnesia', 'log'].map((name) => mkdir(at(name), { recursive: true })));
  await writeFile(at('enabled_plugins'), '[].\n');
  const settings = [
    `listeners.tcp.default = 127.0.0.1:${port}`,
    'log.console = true',
    'log.console.level = warning',
    'loopback_users = none',
    'vm_memory_high_watermark.absolute = 512MiB',
    'disk_free_limit.absolute = 50MB',
  ];
  await writeFile(at('rabbitmq.conf'), `${settings.join('\n')}\n`);
  return {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin:/opt/homebrew/bin:/usr/local/bin',
    LANG: 'C.UTF-8',
    HOME: at('home'),
    RABBITMQ_NODENAME: `vortex${port}@localhost`,
    RABBITMQ_MNESIA_BASE: at('mnesia'),
    RABBITMQ_LOG_BASE: at('log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: at('enabled_plugins'),
    RABBITMQ_CONFIG_FILE: at('rabbitmq.conf'),
    RABBITMQ_DIST_PORT: String(distributionPort),
    RABBITMQ_PID_FILE: at('rabbitmq.pid'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    // One scheduler: the machine has others to serve.
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} +S 1:1',
  };
}
