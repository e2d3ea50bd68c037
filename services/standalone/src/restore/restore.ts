import { EmbeddedPostgres } from '@vortex/database';
import { createLog, type Log, masterKeys } from '@vortex/kit';
import { purgeQueues, reachBroker } from '@vortex/messaging';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StandaloneConfig } from '../config';
import { markerFile, openHome } from '../home/home';
import { Parts } from '../parts';
import { services } from '../services';
import { StartFailure } from '../start-failure';
import { checkMasterKeys } from './check-master-keys';
import { checkRelease } from './check-release';
import { parsedKeys } from './master-key-file';
import { restoreDatabases } from './restore-databases';
import type { RestoreOptions } from './restore-options';
import { restoreTargets } from './restore-target';
import { QueuesNotEmptied } from './restore.errors';
import { type VerifiedArchive, verifyArchive } from './verify-archive';

export interface Restored {
  readonly archive: VerifiedArchive;
  readonly generation: bigint;
  /** Where the installation lives; undefined where every service lives apart. */
  readonly home: string | undefined;
}

/** Whatever has a database of its own named is not the embedded one of a home. */
const serviceUrl = /^VORTEX_[A-Z0-9_]+_DATABASE_URL$/;

/** One restore, from the first look at the file to the last. */
export class Restore {
  private readonly log: Log;
  private readonly parts = new Parts();
  private readonly apart: boolean;

  constructor(
    private readonly options: RestoreOptions,
    private readonly config: StandaloneConfig,
  ) {
    this.log = createLog({ level: config.logLevel, format: config.logFormat });
    this.apart = Object.keys(config.environment).some((name) => serviceUrl.test(name));
  }

  /** Whether there is an installation that would be replaced. */
  get replaces(): boolean {
    return this.apart || existsSync(join(this.config.home, markerFile));
  }

  /** Reads all of the archive and asks whether this release and these keys can do something with it. Touches nothing. */
  async verify(): Promise<VerifiedArchive> {
    const { options, config } = this;
    if (!existsSync(options.file)) throw new StartFailure(`There is no file ${options.file}.`, 'Name an archive.');
    const archive = await verifyArchive(options.file, options.passphrase);
    // Where databases are does not matter yet, only which there are.
    const anywhere = restoreTargets(services, 'postgres://localhost', config.environment);
    await checkRelease(archive.description, anywhere, config.version);
    this.checkKeys(archive);
    return archive;
  }

  async perform(archive: VerifiedArchive): Promise<Restored> {
    const { options, config, log } = this;
    try {
      const serverUrl = config.databaseUrl ?? (this.apart ? undefined : await this.startPostgres(archive));
      const brokerUrl = config.environment['VORTEX_BROKER_URL'];
      const { generation } = await restoreDatabases({
        ...{ archive, log, path: options.file, passphrase: options.passphrase },
        ...{ keepOld: options.keepOld, release: config.version },
        targets: restoreTargets(services, serverUrl, config.environment),
        beforeSwap: async () => {
          if (brokerUrl) await reachBroker(brokerUrl);
        },
        afterSwap: async () => {
          if (brokerUrl) await this.emptyQueues(brokerUrl);
        },
      });
      return { archive, generation, home: this.apart ? undefined : config.home };
    } finally {
      await this.parts.close();
    }
  }

  /** What waits there was published by the data that was replaced, and stays for it until it is. */
  private async emptyQueues(brokerUrl: string): Promise<void> {
    try {
      this.log.info({ messages: await purgeQueues(brokerUrl) }, 'queues were emptied');
    } catch (error) {
      throw new QueuesNotEmptied(error);
    }
  }

  /** The home's own server; nobody else comes into the home meanwhile. */
  private async startPostgres(archive: VerifiedArchive): Promise<string> {
    const { config, options, log, parts } = this;
    const keys = options.masterKeys ?? archive.masterKeys;
    const home = parts.add('the home', await openHome(config.home, keys), (opened) => opened.close());
    const postgres = await EmbeddedPostgres.start({ directory: home.postgresDirectory, log });
    return parts.add('PostgreSQL', postgres, (started) => started.stop()).adminUrl;
  }

  private checkKeys({ description, masterKeys: brought }: VerifiedArchive): void {
    const { config, options } = this;
    const given = config.masterKeyFile ?? join(config.home, 'secrets/master.keys');
    const place = config.environment['VORTEX_MASTER_KEY'] ? 'VORTEX_MASTER_KEY' : given;
    // Services apart may each have keys of their own, which only they can read.
    if (this.apart && !config.masterKeyFile && !config.environment['VORTEX_MASTER_KEY']) return;
    const fresh = !config.masterKeyFile && !config.environment['VORTEX_MASTER_KEY'] && !existsSync(given);
    const content = fresh ? (options.masterKeys ?? brought) : undefined;
    checkMasterKeys(description, content === undefined ? this.keysAt(given) : parsedKeys(content), place);
  }

  private keysAt(path: string): ReadonlyMap<string, Buffer> {
    const { environment } = this.config;
    const single = environment['VORTEX_MASTER_KEY'];
    if (!existsSync(path)) return single ? masterKeys({ VORTEX_MASTER_KEY: single }, false, ignore) : new Map();
    return parsedKeys(readFileSync(path, 'utf8'));
  }
}

function ignore(): void {
  // What is wrong with a key is found out when it is compared.
}
