import {
  DomainError,
  type Log,
  type PlatformRestores,
  type RestoreFindings,
  type RestoreOrder,
  type RestoreOutcome,
  runOutsideCall,
} from '@vortex/kit';
import type { ArchiveCheck } from './archive-check';
import { DatabaseSwap } from './database-swap';
import { restoreDatabases } from './restore-databases';
import type { JournalEntry, RestoreJournal } from './restore-journal';
import type { RestoreProgress, RestoreStage } from './restore-progress';
import { HalfRestored } from './restore.errors';
import type { RestoreTarget } from './restore-target';

export interface LiveRestoreParts {
  readonly archives: ArchiveCheck;
  readonly targets: readonly RestoreTarget[];
  readonly journal: RestoreJournal;
  readonly release: string;
  readonly log: Log;
  /** All of them, on whatever databases there are. Once they have started they are open to strangers. */
  readonly services: { start(): Promise<void>; end(): Promise<void> };
  /** Who comes from outside: told of a restore, or brought to the services again. */
  readonly door: { hold(progress: () => RestoreProgress): Promise<void>; open(): void };
  /** Neither the new data nor the old could be started, or there is no whole one. */
  readonly fail: (error: unknown) => void;
}

/**
 * Restores archives in a standalone that runs: it ends the services, has the databases change places, and starts the services
 * again, while the port, PostgreSQL and the node of the machine stay. Killed anywhere, the next start finds the databases all
 * old or all new, reads in the journal which were wanted, and tells the services.
 */
export class LiveRestore implements PlatformRestores {
  private result: RestoreOutcome | undefined;
  private readonly swap: DatabaseSwap;
  private readonly stopping = new AbortController();
  private working: Promise<void> = Promise.resolve();
  private progress: RestoreProgress = { id: '', stage: 'saving', rows: 0, ofRows: 0 };
  private holding = false;

  constructor(private readonly parts: LiveRestoreParts) {
    this.swap = new DatabaseSwap(parts.targets);
  }

  get outcome(): RestoreOutcome | undefined {
    return this.result;
  }

  /** Whether strangers are told to come again. */
  get isHolding(): boolean {
    return this.holding;
  }

  /** Starts the services, after an end was made of what a kill has left. */
  async start(): Promise<void> {
    const left = await this.parts.journal.read();
    if (left) this.result = await this.whatCameOf(left);
    await this.startServices();
  }

  /** Gives up a restore whose databases have not changed places; the next start says so. Ends the services. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.working;
    await this.parts.services.end();
  }

  check(file: string, passphrase: string): Promise<RestoreFindings> {
    return this.parts.archives.check(file, passphrase);
  }

  async holdRequests(id: string): Promise<void> {
    this.progress = { id, stage: 'saving', rows: 0, ofRows: 0 };
    this.holding = true;
    await this.parts.door.hold(() => this.progress);
  }

  releaseRequests(): void {
    this.holding = false;
    this.parts.door.open();
  }

  begin(order: RestoreOrder): void {
    this.working = runOutsideCall(() => this.perform(order)).catch((error: unknown) => this.parts.fail(error));
  }

  private async perform(order: RestoreOrder): Promise<void> {
    const { services, log } = this.parts;
    this.reach('stopping');
    await services.end();
    try {
      this.result = { id: order.id, generation: await this.replace(order), failure: '' };
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      if (error instanceof HalfRestored) throw error;
      log.error({ err: error, restore: order.id }, 'an archive could not be restored');
      this.result = failed(order.id, error instanceof DomainError ? error.code : 'internal');
    }
    if (this.stopping.signal.aborted) return;
    this.reach('starting');
    await this.startServices();
    this.holding = false;
  }

  private async replace({ id, file, passphrase }: RestoreOrder): Promise<bigint> {
    const { archives, targets, journal, release, log } = this.parts;
    await journal.write({ id });
    const archive = await archives.verified(file, passphrase);
    const ofRows = archive.manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
    this.progress = { id, stage: 'loading', rows: 0, ofRows };
    const { generation } = await restoreDatabases({
      ...{ path: file, passphrase, archive, targets, release, log, keepOld: true },
      signal: this.stopping.signal,
      tell: (rows) => (this.progress = { ...this.progress, rows: this.progress.rows + rows }),
      beforeSwap: async (generation) => {
        await this.swap.evict();
        const services = archive.description.services.map(({ name }) => name);
        // As late as can be: an archive that cannot be loaded leaves none of its keys.
        await archives.adoptKeys(archive);
        await journal.write({ id, replaced: { generation, services } });
      },
    });
    return generation;
  }

  /** Data that cannot be started is no good to anybody: then it is that of before. */
  private async startServices(): Promise<void> {
    const { services, log } = this.parts;
    try {
      await services.start();
    } catch (error) {
      if (!this.result || this.result.failure !== '') throw error;
      log.error({ err: error, restore: this.result.id }, 'restored data could not be started; going back to the old');
      await this.swap.evict();
      await this.swap.goBack();
      this.result = failed(this.result.id, 'start_failed');
      await services.start();
    }
    if (this.result) await this.tidy(this.result);
  }

  /** The services have been told. What fails here is done at the next start. */
  private async tidy({ failure }: RestoreOutcome): Promise<void> {
    try {
      // Of one that failed nothing old is left: what stands there somebody has kept of another.
      if (failure === '') await this.swap.dropOld();
      await this.swap.dropFresh();
      await this.parts.journal.remove();
    } catch (err) {
      this.parts.log.warn({ err }, 'what a restore has left could not be removed');
    }
  }

  /** On several servers the databases change places one server after the other: those that have not yet follow. */
  private async whatCameOf({ id, replaced }: JournalEntry): Promise<RestoreOutcome> {
    if (!replaced) return failed(id, 'interrupted');
    const { generation, services } = replaced;
    const stale: RestoreTarget[] = [];
    let renewed = 0;
    for (const target of this.parts.targets.filter(({ service }) => services.includes(service))) {
      if ((await this.swap.generationOf(target)) === generation) renewed++;
      else stale.push(target);
    }
    if (renewed === 0) return failed(id, 'interrupted');
    if (stale.length > 0) await this.follow(stale);
    return { id, generation, failure: '' };
  }

  private async follow(stale: readonly RestoreTarget[]): Promise<void> {
    try {
      await new DatabaseSwap(stale).follow();
    } catch (error) {
      throw new HalfRestored(stale, error);
    }
  }

  private reach(stage: RestoreStage): void {
    this.progress = { ...this.progress, stage };
  }
}

function failed(id: string, failure: string): RestoreOutcome {
  return { id, generation: 0n, failure };
}
