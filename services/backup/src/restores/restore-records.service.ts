import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { Audit, CLOCK, type Clock, Metrics } from '@vortex/kit';
import { type Restore, settled } from './restore';
import { RestoreRepository } from './restore.repository';

/** Stores what has come of a restore, and puts it on the record of the data that is there then. */
@Injectable()
export class RestoreRecords {
  private readonly failures;

  constructor(
    private readonly db: Database,
    private readonly restores: RestoreRepository,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.failures = metrics.counter('vortex_restore_failures_total', 'Restores on record that came to nothing.', []);
  }

  /** Figures end with the services, and so with every restore: those of before are counted again. */
  async countFailures(): Promise<void> {
    this.failures.reset();
    this.failures.inc(await this.restores.countFailed());
  }

  /** May be told again: only the first word counts. */
  async settle(restore: Restore, result: Pick<Restore, 'generation' | 'failure'>): Promise<void> {
    const end = settled(restore, result, this.clock.now());
    const { archiveId, fileName, asker: actor, generation, failure, safetyArchiveId } = end;
    const isNews = await this.db.run(async () => {
      if (!(await this.restores.settle(end))) return false;
      await this.audit.record({
        action: failure === '' ? 'system.backup.restored' : 'system.backup.not-restored',
        subject: { kind: 'backup', ids: [archiveId], name: fileName },
        after:
          failure === '' ? { fileName, generation: generation.toString(), safetyArchiveId } : { fileName, failure },
        actor,
      });
      return true;
    });
    if (isNews && failure !== '') this.failures.inc();
  }
}
