import { openSite, proxyTo } from '@vortex/edge';
import { type Log, type PlatformRestores, run, type RunningPlatform } from '@vortex/kit';
import { join } from 'node:path';
import type { StandaloneConfig } from './config';
import type { Front, Upstream } from './front/front';
import { platformEndpoints } from './front/platform-endpoints';
import { answerRestoring } from './front/restoring';
import type { Home } from './home/home';
import { ArchiveCheck } from './restore/archive-check';
import { LiveRestore } from './restore/live-restore';
import { RestoreJournal } from './restore/restore-journal';
import { restoreTargets } from './restore/restore-target';
import { services } from './services';
import { StartFailure } from './start-failure';

export interface StandaloneServicesOptions {
  readonly config: StandaloneConfig;
  /** What the services read their settings from. */
  readonly environment: Readonly<Record<string, string | undefined>> & { readonly VORTEX_MASTER_KEY_FILE: string };
  readonly home: Home;
  readonly databaseUrl: string;
  readonly front: Front;
  readonly log: Log;
}

/** All services of the standalone behind its front. A restore ends them and starts them anew, where everything else stays. */
export class StandaloneServices {
  /** Rejects when a restore has left nothing that could be started. */
  readonly lost: Promise<never>;
  private readonly site: Upstream;
  private readonly restore: LiveRestore;
  private platform: RunningPlatform | undefined;
  private stopping = false;

  constructor(private readonly options: StandaloneServicesOptions) {
    const { adminUpstream } = options.config;
    this.site = adminUpstream ? proxyTo(adminUpstream) : { handle: openSite(options.config) };
    let fail: (error: unknown) => void = () => undefined;
    this.lost = new Promise((_, reject) => (fail = reject));
    this.lost.catch(() => undefined);
    this.restore = this.makeRestore(fail);
  }

  get running(): RunningPlatform {
    if (!this.platform) throw new Error('the services have not started');
    return this.platform;
  }

  start(): Promise<void> {
    return this.restore.start();
  }

  close(): Promise<void> {
    this.stopping = true;
    return this.restore.close();
  }

  private makeRestore(fail: (error: unknown) => void): LiveRestore {
    const { config, environment, home, databaseUrl, front, log } = this.options;
    const targets = restoreTargets(services, databaseUrl, config.environment);
    const keys = { file: environment.VORTEX_MASTER_KEY_FILE, isOurs: config.masterKeyFile === undefined };
    return new LiveRestore({
      archives: new ArchiveCheck(targets, config.version, keys),
      targets,
      journal: new RestoreJournal(join(home.directory, 'restore.json')),
      release: config.version,
      log,
      services: { start: () => this.open(), end: async () => this.platform?.close() },
      door: { hold: (progress) => front.hold(answerRestoring(progress)), open: () => front.release() },
      fail,
    });
  }

  private async open(): Promise<void> {
    const { config, environment, home, front } = this.options;
    const platform = await run(services, {
      environment,
      exitOnSignal: false,
      version: config.version,
      ...(this.restores && { restores: this.restores }),
    });
    this.platform = platform;
    const core = platform.services.get('core');
    if (!core) throw new StartFailure('The service core is missing.', 'This build is broken; build it again.');
    const isAway = () => this.stopping || this.restore.isHolding;
    front.serve({
      core,
      site: this.site,
      platform: platformEndpoints(platform, config.metricsToken ?? home.metricsToken, isAway),
    });
  }

  /** What Redis and RabbitMQ hold outlives the data it is about: with those, a restore takes a stop. */
  private get restores(): PlatformRestores | undefined {
    const { VORTEX_REDIS_URL: redis, VORTEX_BROKER_URL: broker } = this.options.config.environment;
    return redis || broker ? undefined : this.restore;
  }
}
