import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgres } from '@vortex/database';
import { createLog, type Log, type RunningPlatform } from '@vortex/kit';
import type { StandaloneConfig } from './config';
import { Front } from './front/front';
import { type Home, openHome } from './home/home';
import { InitialPassword } from './home/initial-password';
import { freePort } from './local-node/free-port';
import { LocalNode } from './local-node/local-node';
import { Parts } from './parts';
import { StandaloneServices } from './standalone-services';

export interface RunningStandalone {
  readonly publicUrl: string;
  readonly home: string;
  readonly initialPassword: InitialPassword;
  /** Rejects when a restore has left nothing that could be started. */
  readonly lost: Promise<never>;
}

/** A start that waits for somebody else's server is not waited for longer when it is to stop. */
const startPatienceMs = 5_000;

/** Every service in one process, on embedded parts, behind one port. */
export class Standalone {
  private readonly parts = new Parts();
  private stopping = false;
  private starting: Promise<unknown> = Promise.resolve();
  private postgres: EmbeddedPostgres | undefined;

  /** @param say tells a person what has come about since the start */
  constructor(
    private readonly config: StandaloneConfig,
    private readonly say: (line: string) => void = () => undefined,
  ) {}

  /** Resolves with the public address when everything answers. What was started before a failure is ended again. */
  start(): Promise<RunningStandalone> {
    const started = this.startParts();
    this.starting = started.catch(() => undefined);
    return started;
  }

  /** Answers what is under way, refuses what is new, and ends everything this started. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.race([this.starting, delay(startPatienceMs)]);
    await this.parts.close();
  }

  /** Leaves at once. PostgreSQL repairs itself at the next start; it must not go on without us. */
  kill(): void {
    this.postgres?.quit();
  }

  private async startParts(): Promise<RunningStandalone> {
    try {
      const { config, parts } = this;
      const home = parts.add('the home', await openHome(config.home), (opened) => opened.close());
      const front = parts.add(
        'the port',
        await Front.open({ ...config, siteTakesRest: config.decoyDirectory !== undefined }),
        (opened) => opened.close(),
      );
      const publicUrl = config.publicUrl ?? addressOf(front, config.host);
      const log = createLog({ level: config.logLevel, format: config.logFormat });
      const databaseUrl = config.databaseUrl ?? (await this.startPostgres(home, log));
      const environment = { ...this.environmentOf(home, databaseUrl, publicUrl), ...(await this.agentSettings()) };
      const options = { config, environment, home, databaseUrl, front, log };
      const services = parts.add('the services', new StandaloneServices(options), (running) => running.close());
      await services.start();
      this.startLocalNode(home, services);
      parts.add('new connections', front, (opened) => opened.stopAccepting());
      const initialPassword = new InitialPassword(home.initialPasswordFile);
      return { publicUrl, home: home.directory, initialPassword, lost: services.lost };
    } catch (error) {
      await this.parts.close().catch(() => undefined);
      throw error;
    }
  }

  /** Its own agent comes over the loopback, whichever port is free there. Others need a port that somebody has chosen. */
  private async agentSettings(): Promise<Readonly<Record<string, string>>> {
    const { agentPort, localNode } = this.config;
    if (agentPort !== undefined || !localNode) return {};
    const port = await freePort(0, '127.0.0.1');
    return {
      ...{ VORTEX_AGENT_HOST: '127.0.0.1', VORTEX_AGENT_PORT: String(port) },
      VORTEX_AGENT_ADDRESSES: `127.0.0.1:${port}`,
    };
  }

  private startLocalNode(home: Home, services: StandaloneServices): void {
    const { localNode, environment } = this.config;
    if (!localNode) return;
    const { agent: agentProgram, ...engine } = localNode;
    const { log } = services.running;
    const platform = (): RunningPlatform => services.running;
    const tell = (line: string): void => void (this.stopping || this.say(line));
    const directory = join(home.directory, 'node');
    const node = new LocalNode({ directory, agentProgram, engine, platform, environment, log, tell });
    this.parts.add('the node of this machine', node, (started) => started.stop()).start();
  }

  private async startPostgres(home: Home, log: Log): Promise<string> {
    this.postgres = await EmbeddedPostgres.start({ directory: home.postgresDirectory, log });
    return this.parts.add('PostgreSQL', this.postgres, (started) => started.stop()).adminUrl;
  }

  private environmentOf(home: Home, databaseUrl: string, publicUrl: string) {
    const { environment, masterKeyFile, metricsToken, logLevel, logFormat } = this.config;
    return {
      ...environment,
      VORTEX_SHAPE: 'standalone',
      VORTEX_DATABASE_URL: databaseUrl,
      VORTEX_INITIAL_PASSWORD_FILE: home.initialPasswordFile,
      VORTEX_RUN_DIR: home.runDirectory,
      VORTEX_BACKUP_DIRECTORY: environment['VORTEX_BACKUP_DIRECTORY'] ?? join(home.directory, 'backups'),
      VORTEX_MASTER_KEY_FILE: masterKeyFile ?? home.masterKeyFile,
      VORTEX_METRICS_TOKEN: metricsToken ?? home.metricsToken,
      VORTEX_PUBLIC_URL: publicUrl,
      VORTEX_LOG_LEVEL: logLevel,
      VORTEX_LOG_FORMAT: logFormat,
    };
  }
}

function addressOf(front: Front, host: string): string {
  const everywhere = ['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::', '*'].includes(host);
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host.replace(/^\[|\]$/g, '')}]` : host;
  const { port, secure } = front;
  const usual = port === (secure ? 443 : 80);
  return `http${secure ? 's' : ''}://${name}${usual ? '' : `:${port}`}`;
}
