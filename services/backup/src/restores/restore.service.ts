import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, Optional } from '@nestjs/common';
import {
  CLOCK,
  type Clock,
  DomainError,
  InvalidInput,
  LOG,
  type Log,
  type PlatformRestores,
  RESTORES,
  runOutsideCall,
  type TenantId,
} from '@vortex/kit';
import type { ArchiveId } from '../archives/archive';
import { ArchiveService } from '../archives/archive.service';
import { doneOrLate } from '../archives/done-or-late';
import type { Operator } from '../archives/operator';
import { ArchiveChecks } from './archive-checks.service';
import { type Asker, newRestore, type RequestId, type Restore } from './restore';
import { RestoreApart } from './restore.errors';
import { RestoreRecords } from './restore-records.service';
import { RestoreRepository } from './restore.repository';

export interface RestoreWish {
  readonly id: ArchiveId;
  /** The name of its file, as somebody has typed it. */
  readonly confirmation: string;
  readonly passphrase: string;
  readonly requestId: RequestId;
}

/**
 * Has an archive take the place of all databases but this service's own, so that what is written here outlives it: what was
 * wanted, by whom, and, told by the platform when it starts again, what has come of it.
 */
@Injectable()
export class RestoreService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private current: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly archives: ArchiveService,
    private readonly checks: ArchiveChecks,
    private readonly restores: RestoreRepository,
    private readonly records: RestoreRecords,
    @Optional() @Inject(RESTORES) private readonly platform: PlatformRestores | undefined,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** One that goes on in no process any more has come to what the platform says, or to nothing. */
  async onApplicationBootstrap(): Promise<void> {
    await this.records.countFailures();
    const left = await this.restores.running();
    if (!left) return;
    const { outcome } = this.platform ?? {};
    const known = outcome?.id === left.id ? outcome : { generation: 0n, failure: 'interrupted' };
    await this.records.settle(left, known);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.current;
  }

  latest(): Promise<Restore | undefined> {
    return this.restores.latest();
  }

  /** Whether it can be begun, as far as that is known without reading the archive. */
  async require({ scope }: Operator, { id, confirmation }: RestoreWish): Promise<void> {
    const { archive } = await this.archives.locate(scope, id);
    if (!this.platform) throw new RestoreApart(archive.fileName);
    if (confirmation === archive.fileName) return;
    throw new InvalidInput([
      { path: 'confirmation', code: 'not_the_name', message: 'This is not the name of the file.' },
    ]);
  }

  /** Resolves when the archive is checked, or after `waitMs`. What the check fails with meanwhile is thrown. */
  async begin({ scope, tenantId }: Operator, asker: Asker, wish: RestoreWish, waitMs: number): Promise<Restore> {
    const known = await this.restores.findRequest(wish.requestId);
    if (known) return known;
    const { archive, path } = await this.archives.locate(scope, wish.id);
    if (!this.platform) throw new RestoreApart(archive.fileName);
    const restore = newRestore(archive, wish.requestId, asker, this.clock.now());
    const inserted = await this.insert(restore);
    if (inserted !== restore) return inserted;
    const checked = this.settling(restore, () => this.checks.begin(archive, path, wish.passphrase));
    const { platform } = this;
    const work = checked.then(() =>
      this.settling(restore, () => this.handOver(platform, restore, tenantId, path, wish)),
    );
    this.current = work.catch(() => undefined);
    await doneOrLate(checked, waitMs);
    return (await this.restores.findRequest(wish.requestId)) ?? restore;
  }

  /** Answers with the one that there is, where somebody else has asked the same at the same moment. */
  private async insert(restore: Restore): Promise<Restore> {
    try {
      await this.restores.insert(restore);
      return restore;
    } catch (error) {
      const other = await this.restores.findRequest(restore.requestId);
      if (other) return other;
      throw error;
    }
  }

  private async handOver(
    platform: PlatformRestores,
    { id, archiveId }: Restore,
    tenantId: TenantId,
    file: string,
    { passphrase }: RestoreWish,
  ): Promise<void> {
    await platform.holdRequests(id);
    try {
      const safety = await this.archives.keepPresent(tenantId, archiveId);
      await this.restores.keepSafety(id, safety.id);
      this.stopping.signal.throwIfAborted();
    } catch (error) {
      platform.releaseRequests();
      throw error;
    }
    // From here on the platform has it, and ends this service too.
    platform.begin({ id, file, passphrase });
  }

  /** What ends it before the platform has it is its end. */
  private settling<T>(restore: Restore, work: () => Promise<T>): Promise<T> {
    return runOutsideCall(async () => {
      try {
        return await work();
      } catch (error) {
        const failure = error instanceof DomainError ? error.code : 'internal';
        this.log.error({ err: error, restore: restore.id }, 'a restore could not be begun');
        await this.records.settle(restore, { generation: 0n, failure });
        throw error;
      }
    });
  }
}
